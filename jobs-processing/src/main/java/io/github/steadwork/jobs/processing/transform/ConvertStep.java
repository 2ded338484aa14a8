package io.github.steadwork.jobs.processing.transform;

import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.ValueException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes columns ones of another type. Without pattern and locale it is the strict cast of {@link
 * io.github.steadwork.pipeline.row.Casts}.
 *
 * @param columns one or more names
 * @param to the type they get
 * @param pattern how text looks: for times as {@link java.time.format.DateTimeFormatter} has it, for numbers as {@link
 *     java.text.DecimalFormat} has it, for booleans the words for true and false, as {@code yes,y|no,n}; also for writing
 *     these as STRING; blank for the cast's own form
 * @param locale whose month names, or decimal and grouping signs, as {@code de-DE}; blank for none in particular. A locale
 *     without pattern reads a number with that locale's signs
 * @param zone the time zone of what has none, as {@code Europe/Berlin}, where an INSTANT is made of it or it of one; blank
 *     for none
 * @param onFailure what becomes of a value that cannot be converted; its row is rejected if not said
 */
public record ConvertStep(
        List<String> columns, ColumnType to, String pattern, String locale, String zone, OnFailure onFailure)
        implements TransformStep {

    /** What becomes of a value that cannot be converted. */
    public enum OnFailure {
        /** Its row is rejected. */
        REJECT,
        /** It becomes null. */
        NULL
    }

    /** Refuses a pattern, a locale or a zone that cannot be read, or that the type has no use for. */
    public ConvertStep {
        columns = Steps.require(columns, "convert", "columns");
        Steps.require(to, "convert", "to");
        pattern = Objects.requireNonNullElse(pattern, "");
        locale = Objects.requireNonNullElse(locale, "");
        zone = Objects.requireNonNullElse(zone, "");
        onFailure = Objects.requireNonNullElse(onFailure, OnFailure.REJECT);
        Conversion.check(to, pattern, locale(locale), zone(zone));
    }

    /** To this type, by the strict cast; its row is rejected where that cannot be done. */
    public static ConvertStep of(ColumnType to, String... columns) {
        return new ConvertStep(List.of(columns), to, "", "", "", OnFailure.REJECT);
    }

    /** The same, for text that looks like this. */
    public ConvertStep pattern(String pattern) {
        return new ConvertStep(columns, to, pattern, locale, zone, onFailure);
    }

    /** The same, for text as it is written in this place of the world. */
    public ConvertStep locale(Locale place) {
        return new ConvertStep(columns, to, pattern, place.toLanguageTag(), zone, onFailure);
    }

    /** The same, for times that are meant in this zone. */
    public ConvertStep zone(ZoneId id) {
        return new ConvertStep(columns, to, pattern, locale, id.getId(), onFailure);
    }

    /** The same, but what cannot be converted becomes null. */
    public ConvertStep nullOnFailure() {
        return new ConvertStep(columns, to, pattern, locale, zone, OnFailure.NULL);
    }

    private static Locale locale(String tag) {
        try {
            return tag.isBlank()
                    ? Locale.ROOT
                    : new Locale.Builder().setLanguageTag(tag).build();
        } catch (IllformedLocaleException e) {
            throw new IllegalArgumentException(
                    "convert: locale is '" + tag + "', allowed is a language tag as en-US or de", e);
        }
    }

    private static @Nullable ZoneId zone(String id) {
        try {
            return id.isBlank() ? null : ZoneId.of(id);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "convert: zone is '" + id + "', allowed is a time zone as Europe/Berlin or UTC", e);
        }
    }

    @Override
    public void addTo(PlanBuilder plan) {
        for (String name : columns) {
            Column before = plan.layout().column(name);
            Conversion conversion = Conversion.of(before.type(), to, pattern, locale(locale), zone(zone));
            boolean nullable = before.nullable() || onFailure == OnFailure.NULL;
            plan.layout().put(new Column(name, to, nullable));
            plan.change("convert", name, onFailure == OnFailure.REJECT ? conversion::convert : orNull(conversion));
        }
    }

    private static PlanBuilder.ValueChange orNull(Conversion conversion) {
        return value -> {
            try {
                return conversion.convert(value);
            } catch (ValueException e) {
                return null;
            }
        };
    }
}
