package io.github.steadwork.jobs.analysis;

import static io.github.steadwork.jobs.analysis.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.steadwork.job.JobFailedException;
import io.github.steadwork.jobs.analysis.statistics.GroupStatistics;
import io.github.steadwork.jobs.analysis.statistics.Period;
import io.github.steadwork.jobs.analysis.statistics.StatisticsResult;
import io.github.steadwork.jobs.analysis.statistics.StatisticsSpec;
import io.github.steadwork.jobs.analysis.statistics.Trend;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.Schema;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rows put together: by groups, by time, and pairs of columns. */
class GroupsAndTrendTest extends AnalysedRows {

    @Test
    void columnsOfNumbersAreCorrelatedWhereBothAreThere() {
        Schema schema = Schema.of(
                Column.of("a", ColumnType.LONG),
                Column.of("b", ColumnType.DOUBLE),
                Column.of("c", ColumnType.LONG),
                Column.of("name", ColumnType.STRING));
        Dataset data = Rows.of(
                schema, row(1L, -2.0, 7L, "p"), row(2L, -4.0, 7L, "q"), row(3L, null, 7L, "r"), row(4L, -8.0, 7L, "s"));
        StatisticsResult result = run(StatisticsSpec.of(data));
        assertThat(result.correlations()).hasSize(3);
        var first = result.correlations().get(0);
        assertThat(first.x()).isEqualTo("a");
        assertThat(first.y()).isEqualTo("b");
        assertThat(first.rows()).isEqualTo(3);
        assertThat(first.pearson().orElseThrow()).isCloseTo(-1, within(1e-15));
        assertThat(result.correlations().get(1).pearson()).isEmpty();
    }

    @Test
    void groupsAreDescribedTheLargestFirst() {
        Schema schema = Schema.of(Column.of("g", ColumnType.STRING), Column.of("v", ColumnType.LONG));
        Dataset data = Rows.of(schema, row("a", 1L), row("b", 10L), row("b", 20L), row(null, 5L));
        List<GroupStatistics> groups =
                run(StatisticsSpec.builder(data).groupBy("g").build()).groups();
        assertThat(groups).extracting(GroupStatistics::rows).containsExactly(2L, 1L, 1L);
        assertThat(groups.get(0).key()).containsExactly("b");
        assertThat(groups.get(0).columns().get(0).numbers().orElseThrow().median())
                .isEqualTo(15);
        assertThat(groups).anySatisfy(group -> assertThat(group.key()).containsExactly((String) null));
    }

    @Test
    void tooManyGroupsAreRefusedWithWhatToDo() {
        StatisticsSpec spec = StatisticsSpec.builder(Rows.of(ColumnType.LONG, 1L, 2L, 3L))
                .groupBy("x")
                .maxGroups(2)
                .build();
        assertThatThrownBy(() -> job.run(spec))
                .isInstanceOf(JobFailedException.class)
                .hasRootCauseMessage("grouping by [x] gives more than 2 groups; raise maxGroups, or use an aggregate"
                        + " job, which has no such limit");
    }

    @Test
    void aTrendHasAPointForEachPeriodAlsoTheEmptyOnes() {
        Schema schema = Schema.of(Column.of("day", ColumnType.DATE), Column.of("v", ColumnType.LONG));
        Dataset data = Rows.of(
                schema,
                row(LocalDate.of(2026, 1, 5), 1L),
                row(LocalDate.of(2026, 1, 31), 3L),
                row(LocalDate.of(2026, 3, 1), 9L),
                row(null, 100L));
        Trend trend = run(StatisticsSpec.builder(data)
                        .trend("day", Period.MONTH)
                        .build())
                .trend()
                .orElseThrow();
        assertThat(trend.points())
                .containsExactly(
                        new Trend.Point(LocalDate.of(2026, 1, 1), 2, Map.of("v", 2.0)),
                        new Trend.Point(LocalDate.of(2026, 2, 1), 0, Map.of()),
                        new Trend.Point(LocalDate.of(2026, 3, 1), 1, Map.of("v", 9.0)));
        assertThat(trend.undated()).isEqualTo(1);
        assertThat(trend.slope()).contains(-0.5);
    }

    @Test
    void aTrendOverTextIsRefused() {
        StatisticsSpec spec = StatisticsSpec.builder(Rows.of(ColumnType.STRING, "2026"))
                .trend("x", Period.YEAR)
                .build();
        assertThatThrownBy(() -> job.run(spec))
                .hasRootCauseMessage(
                        "the trend is over column 'x', which is a STRING; allowed is a DATE, INSTANT or LOCAL_DATE_TIME:"
                                + " convert it before");
    }
}
