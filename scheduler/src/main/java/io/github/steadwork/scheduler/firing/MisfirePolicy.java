package io.github.steadwork.scheduler.firing;

/** What becomes of fire times that have passed while nobody could fire them, as during an outage. */
public enum MisfirePolicy {
    /** One job makes up for all of them: that of the latest. */
    FIRE_ONCE,
    /** A job for each, up to the schedule's bound; of more than that, the latest. */
    FIRE_ALL,
    /** None. */
    SKIP
}
