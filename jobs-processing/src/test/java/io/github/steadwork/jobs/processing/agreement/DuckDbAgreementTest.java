package io.github.steadwork.jobs.processing.agreement;

import static io.github.steadwork.jobs.processing.Tables.output;
import static io.github.steadwork.jobs.processing.Tables.rows;
import static io.github.steadwork.jobs.processing.Tables.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.jobs.processing.aggregate.AggregationSpec;
import io.github.steadwork.jobs.processing.aggregate.DataAggregationJob;
import io.github.steadwork.jobs.processing.aggregate.Measure;
import io.github.steadwork.jobs.processing.aggregate.Order;
import io.github.steadwork.jobs.processing.deduplicate.Best;
import io.github.steadwork.jobs.processing.deduplicate.DataDeduplicationJob;
import io.github.steadwork.jobs.processing.deduplicate.DeduplicationSpec;
import io.github.steadwork.jobs.processing.deduplicate.Keep;
import io.github.steadwork.jobs.processing.transform.DataTransformJob;
import io.github.steadwork.jobs.processing.transform.TransformSpec;
import io.github.steadwork.jobs.processing.transform.TransformStep;
import io.github.steadwork.pipeline.data.Strategy;
import io.github.steadwork.pipeline.row.Row;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wherever the semantics are meant to be the same, DuckDB and these jobs come to the same result on the same random rows. */
class DuckDbAgreementTest extends DuckDbAgreement {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "n + m ~ n + m",
                "n * m - n ~ n * m - n",
                "n % nullif(m, 0) ~ n % nullif(m, 0)",
                "price + n ~ price + n",
                "price * m ~ price * m",
                "weight / (1 + abs(n)) ~ weight / (1 + abs(n))",
                "abs(price) ~ abs(price)",
                "sign(n) ~ sign(n)",
                "round(price) ~ round(price)",
                "floor(weight) ~ floor(weight)",
                "ceil(weight) ~ ceil(weight)",
                "upper(replace(note, 'ß', 's')) ~ upper(replace(note, 'ß', 's'))",
                "lower(note) ~ lower(note)",
                "length(note) ~ length(note)",
                "trim(note) ~ trim(note)",
                "ltrim(note) ~ ltrim(note)",
                "substring(note, 2, 3) ~ substring(note, 2, 3)",
                "left(note, 2) ~ left(note, 2)",
                "right(note, 2) ~ right(note, 2)",
                "reverse(note) ~ reverse(note)",
                "replace(note, 'b', 'XY') ~ replace(note, 'b', 'XY')",
                "position(note, 'b') ~ instr(note, 'b')",
                "starts_with(note, 'a') ~ starts_with(note, 'a')",
                "contains(note, '%') ~ contains(note, '%')",
                "split_part(note, ',', 2) ~ split_part(note, ',', 2)",
                "lpad(note, 12, '*') ~ case when length(note) > 12 then note else lpad(note, 12, '*') end",
                "note || shop ~ note || shop",
                "coalesce(note, shop, '?') ~ coalesce(note, shop, '?')",
                "nullif(m, 0) ~ nullif(m, 0)",
                "sha256(note) ~ sha256(note)",
                "year(day) ~ year(day)",
                "quarter(day) ~ quarter(day)",
                "week(day) ~ week(day)",
                "day_of_week(day) ~ isodow(day)",
                "day_of_year(day) ~ dayofyear(day)",
                "date_trunc(seen, 'hour') ~ date_trunc('hour', seen)",
                "date_trunc(seen, 'month') ~ cast(date_trunc('month', seen) as timestamp)",
                "add_months(day, n) ~ cast(day + to_months(cast(n as integer)) as date)",
                "add_days(day, n) ~ cast(day + to_days(cast(n as integer)) as date)",
                "days_between(day, date '2024-02-29') ~ date_diff('day', day, date '2024-02-29')",
                "flag and n > 0 ~ flag and n > 0",
                "flag or n > 0 ~ flag or n > 0",
                "not flag ~ not flag",
                "n in (1, 2, 3, m) ~ n in (1, 2, 3, m)",
                "n between m and 50 ~ n between m and 50",
                "note like '%a_b%' ~ note like '%a_b%'",
                "note is null ~ note is null",
                "case when n > 0 then 'p' when n < 0 then 'n' else 'z' end ~ case when n > 0 then 'p' when n < 0 then 'n' else 'z' end",
                "cast(n as string) ~ cast(n as varchar)",
                "cast(price as string) ~ cast(price as varchar)",
                "try_cast(note as long) ~ try_cast(case when trim(note) = note then note end as bigint)",
                "cast(day as string) ~ cast(day as varchar)",
                "shop < note ~ shop < note"
            })
    void expressionsHaveTheSameValues(String ours, String sql) throws IOException, SQLException {
        TransformSpec spec = TransformSpec.builder()
                .input(input)
                .output(output(folder))
                .steps(TransformStep.derive("x", ours), TransformStep.select("x"))
                .build();
        assertSame(
                rows(run(new DataTransformJob(), spec).output()),
                theirs("select " + sql + " from t order by position"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void groupsHaveTheSameMeasures(boolean parallel) throws IOException, SQLException {
        AggregationSpec spec = AggregationSpec.builder()
                .input(input)
                .output(output(folder))
                .groupBy("shop", "date_trunc(day, 'year')")
                .measures(
                        Measure.count(),
                        Measure.count("note"),
                        Measure.countDistinct("note"),
                        Measure.sum("n"),
                        Measure.sum("price"),
                        Measure.sum("weight"),
                        Measure.avg("n"),
                        Measure.min("note"),
                        Measure.max("seen"),
                        Measure.median("weight"),
                        Measure.percentile("n", 0.9),
                        Measure.std("weight"),
                        Measure.variance("n"),
                        Measure.sum("n").where("flag").as("flagged"),
                        Measure.first("n"),
                        Measure.join("n", ";"))
                .having("count > 3")
                .strategy(parallel ? Strategy.parallelChunks(3) : Strategy.SEQUENTIAL)
                .build();
        assertSame(
                rows(run(new DataAggregationJob(), spec).output()),
                theirs("select shop, cast(date_trunc('year', day) as date) as y, count(*), count(note),"
                        + " count(distinct note), sum(n), sum(price), sum(weight), avg(n), min(note), max(seen),"
                        + " quantile_cont(weight, 0.5), quantile_cont(n, 0.9), stddev_samp(weight), var_samp(n),"
                        + " sum(n) filter (where flag), first(n order by position) filter (where n is not null),"
                        + " string_agg(n, ';' order by position) from t group by shop, y having count(*) > 3"
                        + " order by shop nulls last, y nulls last"));
    }

    @Test
    void theOrderIsTheSame() throws IOException, SQLException {
        AggregationSpec spec = AggregationSpec.builder()
                .input(input)
                .output(output(folder))
                .groupBy("note", "m")
                .measures(Measure.max("price").as("top"))
                .orderBy(Order.descending("note"), Order.ascending("top"))
                .limit(50)
                .build();
        assertSame(
                rows(run(new DataAggregationJob(), spec).output()),
                theirs("select note, m, max(price) as top from t group by note, m"
                        + " order by note desc nulls last, top nulls last, m nulls last limit 50"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FIRST | position",
                "LAST | position desc",
                "BEST | price desc nulls last, weight nulls last, position"
            })
    void theSameRowsAreKept(Keep keep, String order) throws IOException, SQLException {
        DeduplicationSpec.Builder spec =
                DeduplicationSpec.builder().input(input).output(output(folder)).keys("shop", "m");
        if (keep == Keep.BEST) {
            spec.keepBest(Best.greatest("price"), Best.least("weight"));
        } else {
            spec.keep(keep);
        }
        List<Long> theirs = theirs("select position from t qualify row_number() over (partition by shop, m order by "
                        + order + ") = 1 order by position")
                .stream()
                .map(row -> (Long) row.get(0))
                .toList();
        assertThat(rows(run(new DataDeduplicationJob(), spec.build()).output()))
                .extracting(Row::position)
                .isEqualTo(theirs);
    }
}
