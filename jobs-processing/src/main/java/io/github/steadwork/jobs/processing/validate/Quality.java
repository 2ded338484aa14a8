package io.github.steadwork.jobs.processing.validate;

import java.util.Collection;
import java.util.stream.Stream;

/**
 * How good the data are, in numbers from 0 to 1; 1 where nothing was checked. Warnings count as errors do.
 *
 * @param completeness the share of the values that rules require which are there; that there are enough rows counts as one
 * @param consistency the share of the checks of uniqueness, references and conditions over several columns that were passed
 * @param accuracy the share of the checks of type, range, length, pattern, allowed values and the application's own that were
 *     passed; each row that could not be read is one check that was not
 * @param timeliness the share of the checks of freshness that were passed
 * @param score the mean of those of the four for which something was checked
 */
public record Quality(double completeness, double consistency, double accuracy, double timeliness, double score) {

    static Quality of(Collection<? extends RulePlan.Counted> rules, long unreadable) {
        Tally completeness = Tally.of(rules, Dimension.COMPLETENESS, 0);
        Tally consistency = Tally.of(rules, Dimension.CONSISTENCY, 0);
        Tally accuracy = Tally.of(rules, Dimension.ACCURACY, unreadable);
        Tally timeliness = Tally.of(rules, Dimension.TIMELINESS, 0);
        double score = Stream.of(completeness, consistency, accuracy, timeliness)
                .filter(tally -> tally.checked > 0)
                .mapToDouble(Tally::share)
                .average()
                .orElse(1);
        return new Quality(completeness.share(), consistency.share(), accuracy.share(), timeliness.share(), score);
    }

    /** The share of one of the four. */
    public double of(Dimension dimension) {
        return switch (dimension) {
            case COMPLETENESS -> completeness;
            case CONSISTENCY -> consistency;
            case ACCURACY -> accuracy;
            case TIMELINESS -> timeliness;
        };
    }

    private record Tally(long checked, long failed) {

        static Tally of(Collection<? extends RulePlan.Counted> rules, Dimension dimension, long lost) {
            long checked = lost;
            long failed = lost;
            for (RulePlan.Counted rule : rules) {
                if (rule.dimension == dimension) {
                    checked += rule.checked;
                    failed += rule.failed;
                }
            }
            return new Tally(checked, failed);
        }

        double share() {
            return checked == 0 ? 1 : (double) (checked - failed) / checked;
        }
    }
}
