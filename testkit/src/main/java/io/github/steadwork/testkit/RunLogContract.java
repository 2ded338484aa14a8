package io.github.steadwork.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.job.JobId;
import io.github.steadwork.queue.RunLog.Kind;
import io.github.steadwork.queue.RunLog.Line;
import io.github.steadwork.queue.RunLog.Stored;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines that are only ever added. */
public abstract class RunLogContract extends DoorContract {

    /** For subclasses. */
    protected RunLogContract() {}

    @Test
    void linesComeBackInTheirOrder() {
        JobId job = enqueue(Draft.job());
        Line first = new Line(job, 1, Kind.LOG, "io.shop.Orders", "Größe geprüft");
        Line second = new Line(job, 0, Kind.AUDIT, "ann", "cancelled: not needed");
        Line third = new Line(job, 2, Kind.RESOURCES, "io.shop.Orders", "");

        queue.runLog().append(List.of(first, second));
        queue.runLog().append(List.of(third));

        List<Stored> lines = queue.runLog().read(job, 0, 10);
        assertThat(lines).extracting(Stored::line).containsExactly(first, second, third);
        assertThat(lines).extracting(Stored::sequence).isSorted().doesNotHaveDuplicates();
        assertThat(lines.get(0).at()).isBetween(now().minus(TOLERANCE), now().plus(TOLERANCE));
    }

    @Test
    void linesAreReadPageByPage() {
        JobId job = enqueue(Draft.job());
        for (int i = 0; i < 5; i++) {
            queue.runLog().append(List.of(new Line(job, 1, Kind.LOG, "log", "line " + i)));
        }

        List<Stored> page = queue.runLog().read(job, 0, 3);
        List<Stored> rest = queue.runLog().read(job, page.get(2).sequence(), 3);

        assertThat(page).extracting(line -> line.line().message()).containsExactly("line 0", "line 1", "line 2");
        assertThat(rest).extracting(line -> line.line().message()).containsExactly("line 3", "line 4");
    }

    @Test
    void eachJobHasItsOwnLines() {
        JobId one = enqueue(Draft.job());
        JobId other = enqueue(Draft.job());
        queue.runLog()
                .append(List.of(
                        new Line(one, 1, Kind.LOG, "log", "of one"), new Line(other, 1, Kind.LOG, "log", "of other")));

        assertThat(queue.runLog().read(one, 0, 10))
                .extracting(line -> line.line().message())
                .containsExactly("of one");
        assertThat(queue.runLog().read(JobId.create(), 0, 10)).isEmpty();
    }

    @Test
    void noLinesAreNoTrouble() {
        queue.runLog().append(List.of());

        assertThat(queue.runLog().read(enqueue(Draft.job()), 0, 10)).isEmpty();
    }
}
