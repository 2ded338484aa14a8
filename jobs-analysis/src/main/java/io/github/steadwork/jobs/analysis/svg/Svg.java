package io.github.steadwork.jobs.analysis.svg;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Writes the few elements that charts consist of. */
final class Svg {

    /** The size of text, in the units of the drawing. */
    static final double TEXT = 12;

    private static final String ELLIPSIS = "…";

    private final StringBuilder out = new StringBuilder(4096);

    Svg(double width, double height, String label) {
        out.append("<svg viewBox=\"0 0 ").append(number(width)).append(' ').append(number(height));
        out.append("\" role=\"img\" aria-label=\"").append(Markup.escape(label)).append("\">");
    }

    String end() {
        return out.append("</svg>").toString();
    }

    void line(String style, double x1, double y1, double x2, double y2) {
        open("line", style);
        attribute("x1", x1);
        attribute("y1", y1);
        attribute("x2", x2);
        attribute("y2", y2);
        out.append("/>");
    }

    /** A rectangle; a tip is what a reader sees who points at it. */
    void rectangle(String style, Box box, String tip) {
        open("rect", style);
        attribute("x", box.x());
        attribute("y", box.y());
        attribute("width", Math.max(0, box.width()));
        attribute("height", Math.max(0, box.height()));
        close("rect", tip);
    }

    /** A rectangle that lets the ground shine through, from 0 for nothing to 1 for all of its colour. */
    void shade(String style, Box box, double strength, String tip) {
        open("rect", style);
        attribute("x", box.x());
        attribute("y", box.y());
        attribute("width", box.width());
        attribute("height", box.height());
        attribute("fill-opacity", strength);
        close("rect", tip);
    }

    void circle(String style, double x, double y, double radius, String tip) {
        open("circle", style);
        attribute("cx", x);
        attribute("cy", y);
        attribute("r", radius);
        close("circle", tip);
    }

    void path(String style, String commands) {
        open("path", style);
        out.append(" d=\"").append(commands).append("\"/>");
    }

    /** Text at a point; the style says whether it begins, ends or is centred there. */
    void text(String style, double x, double y, String text) {
        open("text", style);
        attribute("x", x);
        attribute("y", y);
        out.append('>').append(Markup.escape(text)).append("</text>");
    }

    /** Text that ends at a point, turned upwards to the right; in full as a tip. */
    void slanted(double x, double y, String text, double room) {
        out.append("<text class=\"end\" transform=\"translate(")
                .append(number(x))
                .append(' ')
                .append(number(y));
        out.append(") rotate(-38)\">").append(Markup.escape(fit(text, room)));
        out.append("<title>").append(Markup.escape(text)).append("</title></text>");
    }

    /** Text along the left edge, from bottom to top. */
    void upright(double x, double y, String text) {
        out.append("<text class=\"mid axis\" transform=\"translate(")
                .append(number(x))
                .append(' ')
                .append(number(y));
        out.append(") rotate(-90)\">").append(Markup.escape(text)).append("</text>");
    }

    private void open(String element, String style) {
        out.append('<').append(element).append(" class=\"").append(style).append('"');
    }

    private void attribute(String name, double value) {
        out.append(' ').append(name).append("=\"").append(number(value)).append('"');
    }

    private void close(String element, String tip) {
        if (tip.isEmpty()) {
            out.append("/>");
            return;
        }
        out.append("><title>")
                .append(Markup.escape(tip))
                .append("</title></")
                .append(element)
                .append('>');
    }

    /** With at most two decimals: a hundredth of a pixel is not seen. */
    static String number(double x) {
        if (!Double.isFinite(x)) {
            return "0";
        }
        long hundredths = Math.round(x * 100);
        if (hundredths % 100 == 0) {
            return Long.toString(hundredths / 100);
        }
        return BigDecimal.valueOf(hundredths, 2)
                .setScale(2, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    /** About how wide the text is. Fonts differ, so this leans to the wide side. */
    static double width(String text) {
        double units = 0;
        for (int i = 0; i < text.length(); i++) {
            units += units(text.charAt(i));
        }
        return units * TEXT;
    }

    private static double units(char c) {
        if ("iljtfI.,:;'|!()[] ".indexOf(c) >= 0) {
            return 0.32;
        }
        if ("mwMW%@".indexOf(c) >= 0) {
            return 0.88;
        }
        if (c > 0x2E80) {
            return 1.05;
        }
        return Character.isUpperCase(c) ? 0.68 : 0.57;
    }

    /** The text, cut short if it is wider than the room. */
    static String fit(String text, double room) {
        if (width(text) <= room) {
            return text;
        }
        double left = room - width(ELLIPSIS);
        int end = 0;
        while (end < text.length() && left >= units(text.charAt(end)) * TEXT) {
            left -= units(text.charAt(end)) * TEXT;
            end++;
        }
        if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end).stripTrailing() + ELLIPSIS;
    }
}
