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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The jobs of the chain; each waits for those that it reads from. */
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

    static final String REPEAT = "repeat";
    static final String INGEST = "ingest";
    static final String VALIDATE = "validate";
    static final String TRANSFORM = "transform";
    static final String DEDUPLICATE = "deduplicate";
    static final String OPERATORS = "operators";
    static final String SPECIES = "species";
    static final String STATISTICS = "statistics";
    static final String QUALITY = "quality";
    static final String REPORT = "report";

    /** The names of the steps, in the order in which they can run. */
    static final List<String> ORDER =
            List.of(REPEAT, INGEST, VALIDATE, TRANSFORM, DEDUPLICATE, OPERATORS, SPECIES, STATISTICS, QUALITY, REPORT);

    /** The plan for this file. */
    static StrikePlan of(Path file, StrikeOptions options) {
        StrikeSpecs specs = new StrikeSpecs(options.work(), options.repeat() > 1);
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

    /** All of them by their names, in the order in which they can run. */
    Map<String, JobRequest<?, ?>> steps() {
        Map<String, JobRequest<?, ?>> steps = new LinkedHashMap<>();
        repeat.ifPresent(request -> steps.put(REPEAT, request));
        steps.put(INGEST, ingest);
        steps.put(VALIDATE, validate);
        steps.put(TRANSFORM, transform);
        steps.put(DEDUPLICATE, deduplicate);
        steps.put(OPERATORS, operators);
        steps.put(SPECIES, species);
        steps.put(STATISTICS, statistics);
        steps.put(QUALITY, quality);
        steps.put(REPORT, report);
        return steps;
    }
}
