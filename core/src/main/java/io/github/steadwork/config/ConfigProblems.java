package io.github.steadwork.config;

import io.github.steadwork.retry.RetryPolicy;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads settings and collects what is wrong with them, so that all of it is told at once. */
final class ConfigProblems {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,127}");
    private static final Pattern WEIGHT = Pattern.compile("([A-Za-z0-9][A-Za-z0-9._:/-]{0,127})=([1-9][0-9]{0,3})");
    private static final Pattern SHORT_DURATION = Pattern.compile("([0-9]{1,12})(ms|s|m|h|d)?");

    private static final int LONGEST_TEXT = 200;

    private final List<String> problems = new ArrayList<>();

    void unknownKey(String key) {
        problems.add(key + " is not a setting; there are " + String.join(", ", keys()));
    }

    private static List<String> keys() {
        return List.of(JobSetting.values()).stream().map(JobSetting::key).toList();
    }

    /** The value of a setting; empty if it is not allowed, which is noted. */
    Optional<Object> read(JobSetting setting, String text) {
        Optional<Object> value = parse(setting.kind(), text);
        if (value.isEmpty()) {
            problems.add(setting.key() + " is '" + setting.shown(text) + "', allowed is " + setting.allowed());
        }
        return value;
    }

    private static Optional<Object> parse(JobSetting.Kind kind, String text) {
        return switch (kind) {
            case SECRET -> Optional.of(text);
            case TEXT -> Optional.<Object>of(text).filter(brief -> text.length() <= LONGEST_TEXT);
            case NAME ->
                Optional.<Object>of(text).filter(name -> NAME.matcher(text).matches());
            case NAMES -> Optional.<Object>of(text).filter(names -> areNames(text));
            case WEIGHTS -> parseWeights(text);
            case COUNT -> parseCount(text, Integer.MAX_VALUE);
            case SLOTS -> parseCount(text, 10_000);
            case BUFFER -> parseCount(text, 100_000);
            case DAYS -> parseCount(text, (int) RetryPolicy.LONGEST_DELAY.toDays());
            case DAYS_OR_EVER ->
                text.isEmpty() ? Optional.of(text) : parseCount(text, (int) RetryPolicy.LONGEST_DELAY.toDays());
            case PERCENT ->
                text.isEmpty() ? Optional.of(text) : parseCount(text, 100).filter(percent -> !percent.equals(0));
            case FACTOR -> parseFactor(text);
            case FLAG -> parseFlag(text);
            case LEVEL -> parseLevel(text);
            case DURATION ->
                parseDuration(text).filter(ConfigProblems::isBounded).map(Object.class::cast);
            case POSITIVE_DURATION ->
                parseDuration(text)
                        .filter(ConfigProblems::isBounded)
                        .filter(duration -> !duration.isZero())
                        .map(Object.class::cast);
        };
    }

    private static boolean areNames(String text) {
        return text.isEmpty()
                || Pattern.compile(",")
                        .splitAsStream(text)
                        .allMatch(name -> NAME.matcher(name.strip()).matches());
    }

    private static Optional<Object> parseWeights(String text) {
        Map<String, Integer> weights = new LinkedHashMap<>();
        for (String part : text.isEmpty() ? List.<String>of() : List.of(text.split(",", -1))) {
            Matcher weight = WEIGHT.matcher(part.strip());
            if (!weight.matches() || Integer.parseInt(weight.group(2)) > 1_000) {
                return Optional.empty();
            }
            weights.put(weight.group(1), Integer.valueOf(weight.group(2)));
        }
        return Optional.of(weights);
    }

    private static Optional<Object> parseCount(String text, int most) {
        try {
            int count = Integer.parseInt(text);
            return count < 0 || count > most ? Optional.empty() : Optional.of(count);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Object> parseFactor(String text) {
        try {
            double factor = Double.parseDouble(text);
            return factor >= 1 && factor <= 1000 ? Optional.of(factor) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Object> parseFlag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Optional<Object> parseLevel(String text) {
        try {
            return Optional.of(LogLevel.valueOf(text.toUpperCase(Locale.ROOT)).name());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> parseDuration(String text) {
        Matcher brief = SHORT_DURATION.matcher(text.toLowerCase(Locale.ROOT));
        if (brief.matches()) {
            long amount = Long.parseLong(brief.group(1));
            String unit = brief.group(2) == null ? "s" : brief.group(2);
            return Optional.of(
                    switch (unit) {
                        case "ms" -> Duration.ofMillis(amount);
                        case "m" -> Duration.ofMinutes(amount);
                        case "h" -> Duration.ofHours(amount);
                        case "d" -> Duration.ofDays(amount);
                        default -> Duration.ofSeconds(amount);
                    });
        }
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Longer ones do not fit into the instants and nanoseconds that they are turned into later. */
    private static boolean isBounded(Duration duration) {
        return !duration.isNegative() && duration.compareTo(RetryPolicy.LONGEST_DELAY) <= 0;
    }

    void throwIfAny() {
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("the configuration has " + problems.size() + " problem"
                    + (problems.size() == 1 ? "" : "s") + ":\n  " + String.join("\n  ", problems));
        }
    }
}
