package io.github.steadwork.monitor;

/**
 * What is kept of an event.
 *
 * @param type the index of the type's name
 * @param queue the index of the queue's name; {@link Names#NONE} if it is not known
 * @param kind what happened
 * @param micros how long the job had waited, for a start, or the attempt had run, for an end; negative if it says nothing
 */
record Sighting(int type, int queue, Kind kind, long micros) {}
