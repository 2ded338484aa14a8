package io.github.steadwork.engine;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** One attempt, for Java Flight Recorder; it lasts as long as the attempt does. */
@Name("steadwork.JobAttempt")
@Label("Job Attempt")
@Category("Steadwork")
@Description("An attempt at a job, on the thread that ran it")
@StackTrace(false)
final class JobAttemptEvent extends Event {

    @Label("Job Id")
    @Nullable
    String id;

    @Label("Job Type")
    @Nullable
    String type;

    @Label("Queue")
    @Nullable
    String queue;

    @Label("Attempt")
    int attempt;

    @Label("Waited")
    @Description("From when the job was due until it was claimed")
    @Timespan(Timespan.NANOSECONDS)
    long waited;

    @Label("Outcome")
    @Description("What was decided; it is stored after this event")
    @Nullable
    String outcome;
}
