package io.github.steadwork.examples.strikes;

import io.github.steadwork.examples.strikes.RepeatFileJob.Repeat;
import io.github.steadwork.examples.strikes.RepeatFileJob.Repeated;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.jobs.analysis.ReportGenerationJob;
import io.github.steadwork.jobs.analysis.ReportResult;
import io.github.steadwork.jobs.analysis.ReportSpec;
import io.github.steadwork.jobs.analysis.StatisticalAnalysisJob;
import io.github.steadwork.jobs.analysis.statistics.StatisticsResult;
import io.github.steadwork.jobs.analysis.statistics.StatisticsSpec;
import io.github.steadwork.jobs.ingestion.FileIngestion;
import io.github.steadwork.jobs.ingestion.FileIngestionJob;
import io.github.steadwork.jobs.ingestion.FileIngestionResult;
import io.github.steadwork.jobs.processing.aggregate.AggregationResult;
import io.github.steadwork.jobs.processing.aggregate.AggregationSpec;
import io.github.steadwork.jobs.processing.aggregate.DataAggregationJob;
import io.github.steadwork.jobs.processing.deduplicate.DataDeduplicationJob;
import io.github.steadwork.jobs.processing.deduplicate.DeduplicationResult;
import io.github.steadwork.jobs.processing.deduplicate.DeduplicationSpec;
import io.github.steadwork.jobs.processing.transform.DataTransformJob;
import io.github.steadwork.jobs.processing.transform.TransformResult;
import io.github.steadwork.jobs.processing.transform.TransformSpec;
import io.github.steadwork.jobs.processing.validate.DataValidationJob;
import io.github.steadwork.jobs.processing.validate.ValidationResult;
import io.github.steadwork.jobs.processing.validate.ValidationSpec;
import io.github.steadwork.pipeline.data.Dataset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The jobs of the chain, in the order in which they can run; each waits for those that it reads from. */
record StrikePlan(
        Optional<JobRequest<Repeat, Repeated>> repeat,
        JobRequest<FileIngestion, FileIngestionResult> ingest,
        JobRequest<ValidationSpec, ValidationResult> validate,
        JobRequest<TransformSpec, TransformResult> transform,
        JobRequest<DeduplicationSpec, DeduplicationResult> deduplicate,
        JobRequest<AggregationSpec, AggregationResult> operators,
        JobRequest<AggregationSpec, AggregationResult> species,
        JobRequest<StatisticsSpec, StatisticsResult> statistics,
        JobRequest<QualityJob.Quality, QualityJob.QualityResult> quality,
        JobRequest<ReportSpec, ReportResult> report) {

    /** The plan for this file. */
    static StrikePlan of(Path file, StrikeOptions options) {
        StrikeSpecs specs = new StrikeSpecs(options.out(), options.repeat() > 1);
        Optional<JobRequest<Repeat, Repeated>> repeat = Optional.of(options.repeat())
                .filter(times -> times > 1)
                .map(times -> JobRequest.of(RepeatFileJob.TYPE, specs.repeat(file, times)));
        var ingest = JobRequest.of(
                        FileIngestionJob.TYPE,
                        specs.ingest(repeat.isPresent() ? Dataset.previous() : Dataset.csv(file)))
                .after(repeat.stream().map(JobRequest::id).toList());
        var validate = JobRequest.of(DataValidationJob.TYPE, specs.validate()).after(ingest);
        var transform = JobRequest.of(DataTransformJob.TYPE, specs.transform()).after(validate);
        var deduplicate =
                JobRequest.of(DataDeduplicationJob.TYPE, specs.deduplicate()).after(transform);
        var operators =
                JobRequest.of(DataAggregationJob.TYPE, specs.operators()).after(deduplicate);
        var species = JobRequest.of(DataAggregationJob.TYPE, specs.species()).after(deduplicate);
        var statistics =
                JobRequest.of(StatisticalAnalysisJob.TYPE, specs.statistics()).after(deduplicate);
        var quality = JobRequest.of(QualityJob.TYPE, specs.quality())
                .after(ingest.id(), validate.id(), transform.id(), deduplicate.id());
        var report = JobRequest.of(ReportGenerationJob.TYPE, StrikeReport.of(options, file))
                .after(deduplicate.id(), operators.id(), species.id(), quality.id(), statistics.id());
        return new StrikePlan(
                repeat, ingest, validate, transform, deduplicate, operators, species, statistics, quality, report);
    }

    /** All of them. */
    List<JobRequest<?, ?>> all() {
        List<JobRequest<?, ?>> all = new ArrayList<>();
        repeat.ifPresent(all::add);
        all.addAll(List.of(ingest, validate, transform, deduplicate, operators, species, statistics, quality, report));
        return all;
    }
}
