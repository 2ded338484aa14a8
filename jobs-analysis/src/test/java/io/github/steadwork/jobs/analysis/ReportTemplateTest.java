package io.github.steadwork.jobs.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.codec.JacksonPayloadCodec;
import io.github.steadwork.jobs.analysis.section.Table;
import io.github.steadwork.jobs.analysis.section.Text;
import io.github.steadwork.pipeline.row.ColumnType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page of one's own around what a report has. */
class ReportTemplateTest {

    @TempDir
    Path folder;

    private ReportSpec spec(String template) throws IOException {
        Path file = folder.resolve("template.html");
        Files.writeString(file, template);
        return ReportSpec.builder("A <b>", folder.resolve("report.html"))
                .data("d", Rows.of(ColumnType.STRING, "{{script}}", "x"))
                .add(Text.of("First", "words"), Text.of("Second", "{{title}}"), Table.of("d"))
                .template(file)
                .build();
    }

    private String page(String template) throws IOException {
        new ReportGenerationJob().run(spec(template));
        return Files.readString(folder.resolve("report.html"));
    }

    @Test
    void aTemplateIsFilledOnceAndWhatIsPutInIsEscaped() throws IOException {
        String page = page("<h1>{{ title }}</h1><nav>{{contents}}</nav><main>{{body}}</main><i>{{subtitle}}</i>");
        assertThat(page)
                .startsWith("<h1>A &lt;b&gt;</h1><nav><nav aria-label=\"Contents\">")
                .contains("<p>{{title}}</p>")
                .contains("{{script}}</t")
                .endsWith("</main><i></i>")
                .doesNotContain("<script>");
    }

    @Test
    void aWrongTemplateIsToldBeforeAnyDataAreRead() {
        assertThatThrownBy(() -> page("{{body}} {{titles}}"))
                .hasMessageContaining("'titles'")
                .hasMessageContaining("did you mean 'title'?");
        assertThatThrownBy(() -> page("{{title}}")).hasMessageContaining("write {{body}} where it belongs");
        assertThatThrownBy(() -> page("{{body")).hasMessageContaining("never closed");
        assertThatThrownBy(() -> {
                    ReportSpec missing = ReportSpec.builder("T", folder.resolve("report.html"))
                            .template(folder.resolve("nowhere.html"))
                            .build();
                    new ReportGenerationJob().run(missing);
                })
                .hasMessageContaining("there is no such template");
    }

    @Test
    void theTemplateIsStoredWithTheSpec() throws IOException {
        ReportSpec spec = spec("{{body}}");
        JacksonPayloadCodec codec = new JacksonPayloadCodec();
        assertThat(codec.decode(codec.encode(spec, 1), ReportSpec.class)).isEqualTo(spec);
    }
}
