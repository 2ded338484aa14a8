package io.github.steadwork.jobs.analysis;

import io.github.steadwork.jobs.analysis.page.Block;
import io.github.steadwork.jobs.analysis.page.Grid;
import io.github.steadwork.jobs.analysis.page.Page;
import io.github.steadwork.jobs.analysis.page.PageWriter;
import io.github.steadwork.jobs.analysis.render.HtmlPage;
import io.github.steadwork.jobs.analysis.render.MarkdownPage;
import io.github.steadwork.jobs.analysis.render.Template;
import io.github.steadwork.pipeline.data.DataFormats;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.RowWriter;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes a page in each form that was asked for. Each file appears under its name when it is complete. */
final class ReportFiles {

    private static final int LONGEST_NAME = 60;
    private static final Set<ReportFormat> OWN = Set.of(ReportFormat.MARKDOWN, ReportFormat.CSV);

    private final ReportSpec spec;
    private final Template template;
    private final Map<ReportFormat, PageWriter> writers = new LinkedHashMap<>();
    private long pageBytes;

    /** Reads the template and looks for who writes, so that what is wrong is told before any data are read. */
    ReportFiles(ReportSpec spec) throws IOException {
        this.spec = spec;
        this.template = spec.template().isPresent() ? template(spec.template().get()) : Template.standard();
        for (ReportFormat format : spec.also()) {
            if (!OWN.contains(format)) {
                writers.put(format, PageWriters.of(format));
            }
        }
    }

    private static Template template(Path file) throws IOException {
        try {
            return Template.of(file.toString(), Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new DataException(file + ": there is no such template; leave it out for the standard page", e);
        }
    }

    /** The files that were written, the HTML page first. */
    List<Path> write(Page page) throws IOException {
        List<Path> files = new ArrayList<>();
        byte[] html = HtmlPage.render(page, template).getBytes(StandardCharsets.UTF_8);
        pageBytes = html.length;
        files.add(publish(spec.file(), html));
        if (spec.also().contains(ReportFormat.MARKDOWN)) {
            byte[] markdown = MarkdownPage.render(page).getBytes(StandardCharsets.UTF_8);
            files.add(publish(spec.file().resolveSibling(baseName() + "." + ReportFormat.MARKDOWN), markdown));
        }
        if (spec.also().contains(ReportFormat.CSV)) {
            writeTables(page, files);
        }
        for (Map.Entry<ReportFormat, PageWriter> writer : writers.entrySet()) {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            writer.getValue().write(page, content);
            files.add(publish(spec.file().resolveSibling(baseName() + "." + writer.getKey()), content.toByteArray()));
        }
        return files;
    }

    long pageBytes() {
        return pageBytes;
    }

    private String baseName() {
        String name = String.valueOf(spec.file().getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private static Path publish(Path file, byte[] content) throws IOException {
        Path target = file.toAbsolutePath();
        Path folder = target.getParent();
        if (folder == null || Files.isDirectory(target)) {
            throw new DataException("cannot write the report to " + file + ": it is a folder; name a file");
        }
        Files.createDirectories(folder);
        Path staging = folder.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            Files.write(staging, content);
            Files.move(staging, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(staging);
        }
        return file;
    }

    private void writeTables(Page page, List<Path> files) throws IOException {
        Path folder = spec.file().resolveSibling(baseName() + "-tables");
        int number = 0;
        for (Block block : page.blocks()) {
            Optional<Grid> grid = grid(block).filter(table -> !table.heads().isEmpty());
            if (grid.isPresent()) {
                number++;
                Path file = folder.resolve(String.format(Locale.ROOT, "%02d-%s.csv", number, slug(block.title())));
                writeTable(file, grid.get());
                files.add(file);
            }
        }
    }

    private static Optional<Grid> grid(Block block) {
        if (block instanceof Block.Sheet sheet) {
            return Optional.of(sheet.grid());
        }
        return block instanceof Block.Picture picture ? Optional.of(picture.grid()) : Optional.empty();
    }

    /** The title in small letters and digits, so that no title can name a file elsewhere. */
    private static String slug(String title) {
        String plain = Normalizer.normalize(title, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        String name = plain.length() > LONGEST_NAME ? plain.substring(0, LONGEST_NAME) : plain;
        return name.isEmpty() ? "table" : name;
    }

    private static void writeTable(Path file, Grid grid) throws IOException {
        Schema schema = schema(grid.heads());
        try (RowWriter writer = DataFormats.standard().create(Dataset.csv(file), schema)) {
            for (List<Grid.Cell> cells : grid.rows()) {
                @Nullable Object[] values = cells.stream().map(Grid.Cell::plain).toArray();
                writer.write(Row.wrap(schema, values, 0));
            }
            writer.commit();
        }
    }

    /** Heads may repeat or be empty, names of columns may not. */
    private static Schema schema(List<String> heads) {
        List<Column> columns = new ArrayList<>();
        List<String> used = new ArrayList<>();
        for (String head : heads) {
            String name = head.isBlank() ? "column" : head;
            while (used.contains(name)) {
                name = name + " (" + (columns.size() + 1) + ")";
            }
            used.add(name);
            columns.add(Column.of(name, ColumnType.STRING));
        }
        return Schema.of(columns);
    }
}
