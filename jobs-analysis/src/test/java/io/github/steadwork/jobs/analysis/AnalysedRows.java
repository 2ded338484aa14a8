package io.github.steadwork.jobs.analysis;

import io.github.steadwork.jobs.analysis.statistics.ColumnStatistics;
import io.github.steadwork.jobs.analysis.statistics.NumberStatistics;
import io.github.steadwork.jobs.analysis.statistics.StatisticsResult;
import io.github.steadwork.jobs.analysis.statistics.StatisticsSpec;
import io.github.steadwork.pipeline.data.Dataset;
import java.util.Objects;

/** The statistics of a few rows. */
abstract class AnalysedRows {

    final StatisticalAnalysisJob job = new StatisticalAnalysisJob();

    StatisticsResult run(StatisticsSpec spec) {
        return Objects.requireNonNull(job.run(spec));
    }

    ColumnStatistics column(Dataset data) {
        return run(StatisticsSpec.of(data)).columns().get(0);
    }

    NumberStatistics numbers(Dataset data) {
        return column(data).numbers().orElseThrow();
    }
}
