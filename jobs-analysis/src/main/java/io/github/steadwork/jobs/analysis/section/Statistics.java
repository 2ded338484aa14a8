package io.github.steadwork.jobs.analysis.section;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.github.steadwork.jobs.analysis.statistics.StatisticsResult;
import java.util.List;
import java.util.Optional;

/**
 * What a statistics job found: tables of its columns,
 * histograms, top values, correlations, groups and trend.
 *
 * @param title the heading; empty for none
 * @param text a few words below it; empty for none
 * @param previous which of the statistics jobs that the report waited for, from 0; not used if a result is given
 * @param result the result itself; empty if it is that of a job that the report waited for
 * @param columns which columns, in this order; empty for all
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Statistics(
        @JsonSetter(nulls = Nulls.AS_EMPTY) String title,
        @JsonSetter(nulls = Nulls.AS_EMPTY) String text,
        int previous,
        Optional<StatisticsResult> result,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> columns)
        implements Section {

    /** Copies the columns. */
    public Statistics {
        if (previous < 0) {
            throw new IllegalArgumentException("previous is " + previous + ", allowed is 0 or more");
        }
        columns = List.copyOf(columns);
    }

    /** Of the statistics job that the report waited for; of the first one, if there are several. */
    public static Statistics ofPrevious() {
        return new Statistics("", "", 0, Optional.empty(), List.of());
    }

    /** Of a result at hand. */
    public static Statistics of(StatisticsResult result) {
        return new Statistics("", "", 0, Optional.of(result), List.of());
    }

    /** Of another one of the statistics jobs that the report waited for, counted from 0. */
    public Statistics previous(int index) {
        return new Statistics(title, text, index, Optional.empty(), columns);
    }

    /** This section under a heading. */
    public Statistics title(String heading) {
        return new Statistics(heading, text, previous, result, columns);
    }

    /** This section with a few words below its heading. */
    public Statistics text(String words) {
        return new Statistics(title, words, previous, result, columns);
    }

    /** This section with these columns only. */
    public Statistics columns(String... names) {
        return new Statistics(title, text, previous, result, List.of(names));
    }
}
