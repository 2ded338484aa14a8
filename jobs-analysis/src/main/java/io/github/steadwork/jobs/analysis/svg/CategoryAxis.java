package io.github.steadwork.jobs.analysis.svg;

import java.util.List;
import java.util.regex.Pattern;

/** Names along the bottom, laid out so that no two touch: level, thinned out if they run on (months to whole years), or else slanted. */
final class CategoryAxis {

    private static final double GAP = 12;
    private static final double SLANTED_ROOM = 110;
    private static final double YEAR_WIDTH = 40;
    private static final int MONTHS = 12;
    private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d{2}");

    private final List<String> names;
    private final double slot;
    private final boolean slanted;
    private final int every;
    private final int first;
    private final boolean years;

    CategoryAxis(List<String> names, boolean ordinal, double width) {
        this.names = names;
        this.slot = width / Math.max(1, names.size());
        double widest = names.stream().mapToDouble(Svg::width).max().orElse(0);
        this.slanted = !ordinal && widest + GAP > slot;
        double needed = slanted ? 15 : widest + GAP;
        int thinned = ordinal || slanted ? (int) Math.max(1, Math.ceil(needed / slot)) : 1;
        int january = january(names);
        this.years = ordinal && january >= 0 && thinned > MONTHS / 4;
        this.first = years ? january : 0;
        this.every = years ? (int) Math.ceil(YEAR_WIDTH / (slot * MONTHS)) * MONTHS : thinned;
    }

    /** Where the first January is if the names are months, as "1990-01"; else -1. */
    private static int january(List<String> names) {
        for (int i = 0; i < names.size() && MONTH.matcher(names.get(i)).matches(); i++) {
            if (names.get(i).endsWith("-01")) {
                return i;
            }
        }
        return -1;
    }

    /** How much height the names take. */
    double height() {
        if (!slanted) {
            return 24;
        }
        double widest = names.stream().mapToDouble(Svg::width).max().orElse(0);
        return 22 + Math.min(SLANTED_ROOM, widest) * 0.62;
    }

    double slot() {
        return slot;
    }

    /** How far a slanted first name reaches to the left of its slot's middle. */
    double overhang() {
        return slanted && !names.isEmpty() ? Math.min(SLANTED_ROOM, Svg.width(names.get(0))) * 0.79 - slot / 2 : 0;
    }

    void draw(Svg svg, Box area) {
        for (int i = first; i < names.size(); i += every) {
            double x = area.x() + (i + 0.5) * slot;
            if (slanted) {
                svg.slanted(x + 4, area.bottom() + 15, names.get(i), SLANTED_ROOM);
            } else {
                String name = years ? names.get(i).substring(0, names.get(i).length() - 3) : names.get(i);
                svg.text("mid", x, area.bottom() + 18, name);
            }
        }
    }
}
