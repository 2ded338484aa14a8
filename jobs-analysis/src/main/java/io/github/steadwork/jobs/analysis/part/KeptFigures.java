package io.github.steadwork.jobs.analysis.part;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.Map;

/**
 * The key figures of a report, kept for the next one. They name the job that wrote them: if it is run again, it still compares
 * with those before.
 *
 * @param job its id
 * @param day of the report
 * @param values by figure
 * @param dayBefore of the report before
 * @param valuesBefore the figures of the report before; empty if there was none
 */
public record KeptFigures(
        String job, LocalDate day, Map<String, Double> values, LocalDate dayBefore, Map<String, Double> valuesBefore) {

    /** Copies the figures. */
    @JsonCreator
    public KeptFigures(
            @JsonProperty("job") String job,
            @JsonProperty("day") LocalDate day,
            @JsonProperty("values") Map<String, Double> values,
            @JsonProperty("dayBefore") LocalDate dayBefore,
            @JsonProperty("valuesBefore") Map<String, Double> valuesBefore) {
        this.job = job;
        this.day = day;
        this.values = Map.copyOf(values);
        this.dayBefore = dayBefore;
        this.valuesBefore = Map.copyOf(valuesBefore);
    }

    /** With nothing to compare with. */
    public static KeptFigures none() {
        return new KeptFigures("", LocalDate.EPOCH, Map.of(), LocalDate.EPOCH, Map.of());
    }

    /** What a job compares with: the figures of the job before, itself left out. */
    public KeptFigures asSeenBy(String reader) {
        return job.equals(reader) ? new KeptFigures("", dayBefore, valuesBefore, LocalDate.EPOCH, Map.of()) : this;
    }

    /** What is kept when these have been compared with. */
    public KeptFigures followedBy(String writer, LocalDate today, Map<String, Double> figures) {
        return new KeptFigures(writer, today, figures, day, values);
    }
}
