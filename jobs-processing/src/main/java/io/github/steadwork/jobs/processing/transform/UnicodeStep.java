package io.github.steadwork.jobs.processing.transform;

import java.text.Normalizer;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Writes text in one form of Unicode, so that what looks the same is the same.
 *
 * @param columns their names; all text columns if the list is empty
 * @param form NFC, NFD, NFKC or NFKD ({@link Normalizer.Form}); NFC if not said
 * @param withoutMarks whether accents and other marks are left out, as in {@code Muller} for {@code Müller}
 */
public record UnicodeStep(List<String> columns, Normalizer.Form form, boolean withoutMarks) implements TransformStep {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    /** Takes a missing list as an empty one. */
    public UnicodeStep {
        columns = Steps.orAll(columns);
        form = Objects.requireNonNullElse(form, Normalizer.Form.NFC);
    }

    /** The same without accents and other marks. */
    public UnicodeStep leavingOutMarks() {
        return new UnicodeStep(columns, form, true);
    }

    @Override
    public void addTo(PlanBuilder plan) {
        for (String column : plan.textColumns("unicode", columns)) {
            plan.change("unicode", column, text -> normalised((String) text));
        }
    }

    private String normalised(String text) {
        if (!withoutMarks) {
            return Normalizer.normalize(text, form);
        }
        String apart = Normalizer.normalize(text, Normalizer.Form.NFD);
        return Normalizer.normalize(MARKS.matcher(apart).replaceAll(""), form);
    }
}
