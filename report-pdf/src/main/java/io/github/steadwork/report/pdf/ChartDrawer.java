package io.github.steadwork.report.pdf;

import com.openhtmltopdf.css.sheet.FontFaceRule;
import com.openhtmltopdf.css.style.CssContext;
import com.openhtmltopdf.extend.OutputDevice;
import com.openhtmltopdf.extend.SVGDrawer;
import com.openhtmltopdf.layout.SharedContext;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.render.RenderingContext;
import java.io.File;
import java.util.List;
import org.w3c.dom.Element;

/** Draws the charts of a report, which consist of a few kinds of elements only. */
final class ChartDrawer implements SVGDrawer {

    /** The width of a page between its margins, in CSS pixels, against that of a wide chart. */
    private static final double SCALE = 657.0 / 1120;

    private final Typeface typeface;

    ChartDrawer(Typeface typeface) {
        this.typeface = typeface;
    }

    @Override
    public SVGImage buildSVGImage(
            Element svg, Box box, CssContext context, double cssWidth, double cssHeight, double dotsPerPixel) {
        String[] view = svg.getAttribute("viewBox").split(" ", -1);
        double width = Double.parseDouble(view[2]);
        double height = Double.parseDouble(view[3]);
        double scale = width > 700 ? SCALE : 0.9;
        return new Image(svg, width, height, scale * dotsPerPixel, dotsPerPixel);
    }

    private final class Image implements SVGImage {

        private final Element svg;
        private final double width;
        private final double height;
        private final double scale;
        private final double dotsPerPixel;

        Image(Element svg, double width, double height, double scale, double dotsPerPixel) {
            this.svg = svg;
            this.width = width;
            this.height = height;
            this.scale = scale;
            this.dotsPerPixel = dotsPerPixel;
        }

        @Override
        public int getIntrinsicWidth() {
            return (int) Math.round(width * scale);
        }

        @Override
        public int getIntrinsicHeight() {
            return (int) Math.round(height * scale);
        }

        @Override
        public void drawSVG(OutputDevice device, RenderingContext context, double x, double y) {
            double zoom = scale / dotsPerPixel;
            device.drawWithGraphics((float) x, (float) y, (float) (width * zoom), (float) (height * zoom), graphics -> {
                graphics.scale(zoom, zoom);
                new ChartPainter(graphics, typeface).paint(svg);
            });
        }
    }

    @Override
    public void importFontFaceRules(List<FontFaceRule> rules, SharedContext context) {
        // charts have the report's own font
    }

    @Override
    public void addFontFile(File file, String family, Integer weight, FontStyle style) {
        // charts have the report's own font
    }

    @Override
    public void close() {
        // nothing is open
    }
}
