package io.github.steadwork.report.pdf;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Paints the elements of one chart, by their classes. Tips, which paper cannot show, are passed over. */
final class ChartPainter {

    private static final double TEXT = 12;
    private static final Pattern MOVE = Pattern.compile("([MLZ])(?:(-?[0-9.]+) (-?[0-9.]+))?");
    private static final Pattern TURN =
            Pattern.compile("translate\\((-?[0-9.]+) (-?[0-9.]+)\\) rotate\\((-?[0-9.]+)\\)");

    private final Graphics2D graphics;
    private final Typeface typeface;

    ChartPainter(Graphics2D graphics, Typeface typeface) {
        this.graphics = graphics;
        this.typeface = typeface;
    }

    void paint(Element svg) {
        for (Node node = svg.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                element(element);
            }
        }
    }

    private void element(Element element) {
        ChartStyle style = ChartStyle.of(element.getAttribute("class"), element.getAttribute("fill-opacity"));
        switch (element.getTagName()) {
            case "line" -> shape(line(element), style);
            case "rect" -> shape(rectangle(element), style);
            case "circle" -> shape(circle(element), style);
            case "path" -> shape(path(element.getAttribute("d")), style);
            case "text" -> text(element, style);
            default -> throw new IllegalStateException("a chart has a <" + element.getTagName() + ">");
        }
    }

    private static Shape line(Element element) {
        return new Line2D.Double(
                number(element, "x1"), number(element, "y1"), number(element, "x2"), number(element, "y2"));
    }

    private static Shape rectangle(Element element) {
        return new Rectangle2D.Double(
                number(element, "x"), number(element, "y"), number(element, "width"), number(element, "height"));
    }

    private static Shape circle(Element element) {
        double radius = number(element, "r");
        return new Ellipse2D.Double(
                number(element, "cx") - radius, number(element, "cy") - radius, 2 * radius, 2 * radius);
    }

    private static double number(Element element, String name) {
        return Double.parseDouble(element.getAttribute(name));
    }

    private static Shape path(String commands) {
        Path2D path = new Path2D.Double();
        Matcher move = MOVE.matcher(commands);
        while (move.find()) {
            switch (move.group(1)) {
                case "M" -> path.moveTo(Double.parseDouble(move.group(2)), Double.parseDouble(move.group(3)));
                case "L" -> path.lineTo(Double.parseDouble(move.group(2)), Double.parseDouble(move.group(3)));
                default -> path.closePath();
            }
        }
        return path;
    }

    private void shape(Shape shape, ChartStyle style) {
        style.fill().ifPresent(colour -> {
            graphics.setPaint(colour);
            graphics.fill(shape);
        });
        style.stroke().ifPresent(colour -> {
            graphics.setPaint(colour);
            graphics.setStroke(new BasicStroke((float) style.width(), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            graphics.draw(shape);
        });
    }

    private void text(Element element, ChartStyle style) {
        String text = ownText(element);
        AffineTransform place = place(element);
        double width = typeface.width(text) * TEXT;
        place.translate(-width * style.anchor(), 0);
        place.scale(TEXT, TEXT);
        graphics.setPaint(style.ink());
        graphics.fill(place.createTransformedShape(typeface.outline(text)));
    }

    private static AffineTransform place(Element element) {
        Matcher turn = TURN.matcher(element.getAttribute("transform"));
        if (!turn.matches()) {
            return AffineTransform.getTranslateInstance(number(element, "x"), number(element, "y"));
        }
        AffineTransform place = AffineTransform.getTranslateInstance(
                Double.parseDouble(turn.group(1)), Double.parseDouble(turn.group(2)));
        place.rotate(Math.toRadians(Double.parseDouble(turn.group(3))));
        return place;
    }

    /** The text without that of a tip within it. */
    private static String ownText(Element element) {
        StringBuilder text = new StringBuilder();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node.getNodeType() == Node.TEXT_NODE || node.getNodeType() == Node.CDATA_SECTION_NODE) {
                text.append(node.getNodeValue());
            }
        }
        return text.toString();
    }
}
