package io.github.steadwork.report.pdf;

import java.awt.Color;
import java.util.List;
import java.util.Optional;

/**
 * How an element of a chart looks on paper.
 *
 * @param fill the colour within
 * @param stroke the colour of the line
 * @param width of the line
 * @param ink the colour of text
 * @param anchor how much of a text lies before its place, from 0 to 1
 */
record ChartStyle(Optional<Color> fill, Optional<Color> stroke, double width, Color ink, double anchor) {

    private static final List<Color> SERIES = List.of(
            new Color(0x2369b0),
            new Color(0xdd8a00),
            new Color(0x00876c),
            new Color(0xc8502c),
            new Color(0x4aa5dc),
            new Color(0xa8578f),
            new Color(0x8a8412),
            new Color(0x6b7683));

    private static final Color INK = new Color(0x1b2430);
    private static final Color SOFT = new Color(0x5a6675);
    private static final Color FAINT = new Color(0xe4e8ed);
    private static final Color HEAT = new Color(0x0b5cad);
    private static final Color COLD = new Color(0xb4500f);
    private static final Color BOX = new Color(0xd0e0ef);

    /**
     * The style of classes, as {@code "line s0"}.
     *
     * @param opacity of what is within; as the classes say if empty
     */
    static ChartStyle of(String classes, String opacity) {
        ChartStyle style = new ChartStyle(Optional.empty(), Optional.empty(), 1, SOFT, 0);
        for (String name : classes.split(" ", -1)) {
            style = style.with(name);
        }
        if (!opacity.isEmpty()) {
            style = style.filled(style.fill.orElse(INK), Double.parseDouble(opacity));
        }
        return style;
    }

    private ChartStyle with(String name) {
        return switch (name) {
            case "grid" -> drawn(FAINT, 1);
            case "base", "tick" -> drawn(new Color(0xa5adb6), 1);
            case "line" -> drawn(stroke.orElse(SERIES.get(0)), 2.2);
            case "area" -> filled(SERIES.get(0), 0.1);
            case "heat" -> filled(HEAT, 1);
            case "cold" -> filled(COLD, 1);
            case "none" -> filled(FAINT, 0.35);
            case "boxed" -> filled(BOX, 1).drawn(SERIES.get(0), 1.3);
            case "median" -> drawn(SERIES.get(0), 3);
            case "whisker" -> drawn(SERIES.get(0), 1.3);
            case "dot" -> filled(SERIES.get(0), 0.35);
            case "point" -> filled(fill.orElse(SERIES.get(0)), 0.5);
            case "value" -> new ChartStyle(fill, stroke, width, INK, anchor);
            case "onheat" -> new ChartStyle(fill, stroke, width, Color.WHITE, anchor);
            case "mid" -> new ChartStyle(fill, stroke, width, ink, 0.5);
            case "end" -> new ChartStyle(fill, stroke, width, ink, 1);
            default -> series(name);
        };
    }

    private ChartStyle series(String name) {
        if (name.length() != 2 || name.charAt(1) < '0' || name.charAt(1) > '7') {
            return this;
        }
        Color colour = SERIES.get(name.charAt(1) - '0');
        return switch (name.charAt(0)) {
            case 'f' ->
                filled(colour, fill.map(before -> before.getAlpha() / 255.0).orElse(1.0));
            case 's' -> drawn(colour, width);
            default -> this;
        };
    }

    private ChartStyle filled(Color colour, double opacity) {
        Color shade = new Color(
                colour.getRed(), colour.getGreen(), colour.getBlue(), (int) Math.round(255 * Math.min(1, opacity)));
        return new ChartStyle(Optional.of(shade), stroke, width, ink, anchor);
    }

    private ChartStyle drawn(Color colour, double lineWidth) {
        return new ChartStyle(fill, Optional.of(colour), lineWidth, ink, anchor);
    }
}
