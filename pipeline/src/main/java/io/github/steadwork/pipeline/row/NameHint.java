package io.github.steadwork.pipeline.row;

import java.util.Collection;
import java.util.Locale;

/** What to say about a name that nobody knows: the nearest known one, or some of the known ones. */
public final class NameHint {

    private static final int LISTED = 12;

    private NameHint() {}

    /** A sentence as "did you mean 'state'?", or "known are a, b, c" where no known name is near. */
    public static String of(String unknown, Collection<String> known) {
        String nearest = "";
        int least = Math.max(1, unknown.length() / 3) + 1;
        for (String name : known) {
            int distance = distance(unknown.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
            if (distance < least) {
                least = distance;
                nearest = name;
            }
        }
        return nearest.isEmpty() ? list(known) : "did you mean '" + nearest + "'?";
    }

    private static String list(Collection<String> known) {
        if (known.isEmpty()) {
            return "none is known";
        }
        String first = String.join(", ", known.stream().limit(LISTED).toList());
        return "known are " + first + (known.size() > LISTED ? ", and " + (known.size() - LISTED) + " more" : "");
    }

    /** Levenshtein's distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
