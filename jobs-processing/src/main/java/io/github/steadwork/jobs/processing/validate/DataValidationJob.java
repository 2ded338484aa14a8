package io.github.steadwork.jobs.processing.validate;

import io.github.steadwork.job.BaseJob;
import io.github.steadwork.job.JobContext;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobType;
import io.github.steadwork.jobs.processing.RejectSpec;
import io.github.steadwork.jobs.processing.key.SpillPlace;
import io.github.steadwork.jobs.processing.run.Outputs;
import io.github.steadwork.jobs.processing.run.RowInput;
import io.github.steadwork.pipeline.chunk.ChunkResult;
import io.github.steadwork.pipeline.chunk.ChunkRun;
import io.github.steadwork.pipeline.data.Extensions;
import io.github.steadwork.pipeline.data.RejectPolicy;
import io.github.steadwork.pipeline.data.RowWriter;
import io.github.steadwork.pipeline.data.Strategy;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Schema;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds rows to rules: all failures of a row are collected, counted by rule and kept, and the valid rows go on in the order
 * of the source. Memory is bounded; only rules of uniqueness need any.
 */
public final class DataValidationJob extends BaseJob<ValidationSpec, ValidationResult> {

    /** The kind of this job. */
    public static final JobType<ValidationSpec, ValidationResult> TYPE =
            JobType.of("validate", ValidationSpec.class, ValidationResult.class);

    private final Extensions extensions;
    private final InstantSource clock;

    /** The job, with the standard formats. */
    public DataValidationJob() {
        this(Extensions.none());
    }

    /** The job, with what the application adds to the standard formats. */
    public DataValidationJob(Extensions extensions) {
        this(extensions, InstantSource.system());
    }

    /** The same, with a clock by which the age of data is told. */
    public DataValidationJob(Extensions extensions, InstantSource clock) {
        super(TYPE);
        this.extensions = extensions;
        this.clock = clock;
    }

    @Override
    protected ValidationResult execute(ValidationSpec spec, JobContext context)
            throws IOException, InterruptedException {
        if (spec.strategy().kind() == Strategy.Kind.CHUNK) {
            return chunk(spec, context);
        }
        try (FailureLog log = FailureLog.of(spec.rejects());
                RowInput input = RowInput.open(
                        context, extensions.formats(), spec.input(), countedOnly(spec.rejects()), log::add);
                RowWriter valid = Outputs.create(extensions.formats(), spec.output(), input.schema(), input.source())) {
            RulePlan plan = plan(spec, context, input.schema());
            RowValidator validator = new RowValidator(input, plan, valid, log);
            validate(spec, context, input, validator, plan);
            checkWhole(plan.checkWhole(), input, log);
            Quality quality = Quality.of(plan.rules(), input.rowsUnreadable());
            checkScore(spec, quality);
            input.publish(valid);
            input.deleteChunks(spec.strategy());
            return new ValidationResult(
                    input.rowsRead(),
                    valid.rows(),
                    input.rowsRejected(),
                    validator.warned(),
                    plan.rules().stream().map(RulePlan.Counted::count).toList(),
                    quality,
                    valid.bytes(),
                    input.elapsed(),
                    spec.output());
        }
    }

    private RulePlan plan(ValidationSpec spec, JobContext context, Schema input) {
        return RulePlan.of(
                input, spec.rules(), new RuleSetting(extensions, clock.instant(), dataset -> dataset.resolve(context)));
    }

    private ValidationResult chunk(ValidationSpec spec, JobContext context) throws IOException {
        ChunkResult chunk = new ChunkRun(context, extensions.formats(), spec.input(), spec.strategy())
                .writeChunk(
                        "checking",
                        (schema, source) -> plan(spec, context, schema).chunks(schema, source));
        return new ValidationResult(
                chunk.rowsRead(),
                chunk.rows(),
                0,
                0,
                List.of(),
                Quality.of(List.of(), 0),
                chunk.bytes(),
                chunk.elapsed(),
                chunk.file());
    }

    private static void validate(
            ValidationSpec spec, JobContext context, RowInput input, RowValidator validator, RulePlan plan)
            throws IOException, InterruptedException {
        try (SpillPlace place = SpillPlace.of(spec.memory(), context); // not less: the order of the log follows from it
                UniqueKeys keys = new UniqueKeys(plan.uniques(), input.schema(), place)) {
            input.inChunks(
                    "validating",
                    spec.strategy(),
                    spec.memory(),
                    plan.chunks(input.schema(), input.source()),
                    (part, file) -> JobRequest.of(TYPE, spec.ofChunk(part, file)),
                    new Checked(plan, keys, validator));
            keys.takeWaiting(input, validator, plan);
            input.checkRejects();
        }
    }

    /** The log keeps all failures of a row; what is left to do is to count rows and to hold them to the limits. */
    private static RejectSpec countedOnly(RejectSpec rejects) {
        RejectPolicy policy = rejects.policy();
        RejectPolicy.Action action =
                policy.action() == RejectPolicy.Action.REJECT ? RejectPolicy.Action.SKIP : policy.action();
        return new RejectSpec(new RejectPolicy(action, policy.maxRows(), policy.maxShare()), "");
    }

    /** The failures stand in the log, too; an error that is about all rows leaves no row to go on with. */
    private static void checkWhole(List<RulePlan.Failure> failures, RowInput input, FailureLog log) {
        failures.forEach(failure -> log.add(input.source(), failure));
        for (RulePlan.Failure failure : failures) {
            RulePlan.Counted rule = failure.rule();
            if (rule.severity == Severity.ERROR) {
                String field = rule.field.isEmpty() ? "" : " of column '" + rule.field + "'";
                throw new DataException("rule '" + rule.rule + "'" + field + ": " + failure.message());
            }
        }
    }

    private static void checkScore(ValidationSpec spec, Quality quality) {
        List<String> low = new ArrayList<>();
        if (quality.score() < spec.minScore()) {
            low.add("the score of quality is " + quality.score() + ", but " + spec.minScore() + " is required");
        }
        spec.minScores().forEach((dimension, share) -> {
            if (quality.of(dimension) < share) {
                low.add(dimension + " is " + quality.of(dimension) + ", but " + share + " is required");
            }
        });
        if (!low.isEmpty()) {
            throw new DataException(String.join("; ", low)
                    + ". Repair the data or lower what is required. In parts: completeness " + quality.completeness()
                    + ", consistency " + quality.consistency() + ", accuracy " + quality.accuracy() + ", timeliness "
                    + quality.timeliness());
        }
    }
}
