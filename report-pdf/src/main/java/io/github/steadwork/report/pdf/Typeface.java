package io.github.steadwork.report.pdf;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * The letters of a font as shapes. The fonts of the operating system are not asked for: a server may have none. For one
 * thread.
 */
final class Typeface {

    private static final String FILE = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private final byte[] file;
    private final TrueTypeFont font;
    private final CmapLookup glyphs;
    private final double unit;

    private Typeface(byte[] file, TrueTypeFont font) throws IOException {
        this.file = file;
        this.font = font;
        this.glyphs = font.getUnicodeCmapLookup();
        this.unit = 1.0 / font.getUnitsPerEm();
    }

    /** The font that PDFBox brings along. */
    static Typeface load() throws IOException {
        try (InputStream stream = PDDocument.class.getResourceAsStream(FILE)) {
            if (stream == null) {
                throw new IllegalStateException(FILE + " is missing; see that pdfbox is complete on the class path");
            }
            byte[] file = stream.readAllBytes();
            return new Typeface(
                    file,
                    new TTFParser()
                            .parse(RandomAccessReadBuffer.createBufferFromStream(new ByteArrayInputStream(file))));
        }
    }

    byte[] file() {
        return file;
    }

    boolean has(int codePoint) {
        return glyphs.getGlyphId(codePoint) != 0;
    }

    /** How wide the text is at a size of 1. */
    double width(String text) {
        return text.codePoints().mapToDouble(this::advance).sum();
    }

    private double advance(int codePoint) {
        try {
            return font.getAdvanceWidth(glyphs.getGlyphId(codePoint)) * unit;
        } catch (IOException e) {
            throw new UncheckedIOException("the font cannot be read", e);
        }
    }

    /** The outlines of the text at a size of 1, from the origin to the right; y goes downwards. */
    Shape outline(String text) {
        Path2D outline = new Path2D.Double();
        double x = 0;
        for (int codePoint : text.codePoints().toArray()) {
            AffineTransform place = new AffineTransform(unit, 0, 0, -unit, x, 0);
            outline.append(place.createTransformedShape(glyph(codePoint)), false);
            x += advance(codePoint);
        }
        return outline;
    }

    private Shape glyph(int codePoint) {
        try {
            GlyphData glyph = font.getGlyph().getGlyph(glyphs.getGlyphId(codePoint));
            return glyph == null ? new Path2D.Double() : glyph.getPath();
        } catch (IOException e) {
            throw new UncheckedIOException("the font cannot be read", e);
        }
    }
}
