package io.github.steadwork.pipeline.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.pipeline.Json;
import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import io.github.steadwork.pipeline.row.ValueException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTest {

    private static final Schema SCHEMA = Schema.of(
            Column.of("n", ColumnType.LONG),
            Column.of("d", ColumnType.DECIMAL),
            Column.of("x", ColumnType.DOUBLE),
            Column.of("state", ColumnType.STRING),
            Column.of("Cost Total $", ColumnType.LONG),
            Column.of("day", ColumnType.DATE),
            Column.of("at", ColumnType.LOCAL_DATE_TIME),
            Column.of("instant", ColumnType.INSTANT),
            Column.of("flag", ColumnType.BOOLEAN),
            Column.of("nothing", ColumnType.LONG),
            Column.of("bytes", ColumnType.BYTES));

    private static final Row ROW = Row.of(
            SCHEMA,
            7L,
            new BigDecimal("2.50"),
            0.5,
            "Texas",
            1200L,
            LocalDate.of(2024, 2, 29),
            LocalDateTime.of(2024, 2, 29, 13, 45, 30),
            Instant.parse("2024-02-29T12:00:00Z"),
            true,
            null,
            new byte[] {1});

    private static @Nullable Object evaluate(String text) {
        return Expression.parse(text).bind(SCHEMA).evaluate(ROW);
    }

    private static String type(String text) {
        return Expression.parse(text).bind(SCHEMA).type().name();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            quoteCharacter = '`',
            value = {
                "1 + 2 * 3 @ LONG @ 7",
                "(1 + 2) * 3 @ LONG @ 9",
                "7 - 2 - 1 @ LONG @ 4",
                "-n @ LONG @ -7",
                "- -n @ LONG @ 7",
                "+n @ LONG @ 7",
                "-9223372036854775808 @ LONG @ -9223372036854775808",
                "7 % 4 @ LONG @ 3",
                "-7 % 4 @ LONG @ -3",
                "7 / 2 @ DECIMAL @ 3.5",
                "6 / 2 @ DECIMAL @ 3",
                "1000 / 1 @ DECIMAL @ 1000",
                "1 / 3 @ DECIMAL @ 0.3333333333333333333333333333333333",
                "2 / 3 @ DECIMAL @ 0.6666666666666666666666666666666667",
                "d * 2 @ DECIMAL @ 5.00",
                "d + 0.001 @ DECIMAL @ 2.501",
                "d - 1 @ DECIMAL @ 1.50",
                "5.5 % 2 @ DECIMAL @ 1.5",
                "x + 1 @ DOUBLE @ 1.5",
                "x * d @ DOUBLE @ 1.25",
                "x / 4 @ DOUBLE @ 0.125",
                "x % 0.3 @ DOUBLE @ 0.2",
                "1e3 @ DOUBLE @ 1000.0",
                ".5 @ DECIMAL @ 0.5",
                "\"Cost Total $\" / 100 @ DECIMAL @ 12",
                "n = 7 @ BOOLEAN @ true",
                "n <> 7 @ BOOLEAN @ false",
                "n != 7.0 @ BOOLEAN @ false",
                "n < 7.5 @ BOOLEAN @ true",
                "x >= 0.5 @ BOOLEAN @ true",
                "d <= 2.5 @ BOOLEAN @ true",
                "n > 100 @ BOOLEAN @ false",
                "state = 'Texas' @ BOOLEAN @ true",
                "day = date '2024-02-29' @ BOOLEAN @ true",
                "day < at @ BOOLEAN @ true",
                "at = datetime '2024-02-29T13:45:30' @ BOOLEAN @ true",
                "instant < instant '2024-03-01T00:00Z' @ BOOLEAN @ true",
                "flag = true and not false @ BOOLEAN @ true",
                "n in (1, 7, 9) @ BOOLEAN @ true",
                "n not in (1, 9.5) @ BOOLEAN @ true",
                "state in ('Ohio', 'Texas') @ BOOLEAN @ true",
                "state IN ('Ohio') @ BOOLEAN @ false",
                "n in (n - 1, n) @ BOOLEAN @ true",
                "n between 7 and 8 @ BOOLEAN @ true",
                "n not between 8 and 9 @ BOOLEAN @ true",
                "state like 'T%s' @ BOOLEAN @ true",
                "state like '_exas' @ BOOLEAN @ true",
                "state like 'T_s' @ BOOLEAN @ false",
                "state not like '%x%' @ BOOLEAN @ false",
                "'50%' like '50\\%' @ BOOLEAN @ true",
                "'500' like '50\\%' @ BOOLEAN @ false",
                "'a\uD83D\uDE00b' like 'a_b' @ BOOLEAN @ true",
                "'aXbXc' like '%X%X%' @ BOOLEAN @ true",
                "'abab' like '%ab' @ BOOLEAN @ true",
                "nothing is null @ BOOLEAN @ true",
                "n is not null @ BOOLEAN @ true",
                "'it''s' || ' ' || n @ STRING @ it's 7",
                "case when n > 5 then 'many' when n > 1 then 'some' else 'few' end @ STRING @ many",
                "case when false then 1 else 2.5 end @ DECIMAL @ 2.5",
                "if(flag, n, 0) @ LONG @ 7",
                "if(nothing > 1, 'a', 'b') @ STRING @ b",
                "coalesce(nothing, null, 3) @ LONG @ 3",
                "least(3, d, 9) @ DECIMAL @ 2.50",
                "greatest(date '2020-01-01', day) @ DATE @ 2024-02-29",
                "concat(state, null, '-', 1.50) @ STRING @ Texas-1.50",
                "cast('12' as long) + 1 @ LONG @ 13",
                "cast(n as string) @ STRING @ 7",
                "try_cast('12a' as long) is null @ BOOLEAN @ true",
                "cast(day as local_date_time) @ LOCAL_DATE_TIME @ 2024-02-29T00:00:00",
            })
    void expressionsHaveTheirTypeAndValue(String text, String type, String value) {
        assertThat(type(text)).isEqualTo(type);
        assertThat(Casts.text(evaluate(text))).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            quoteCharacter = '`',
            value = {
                "length('a\uD83D\uDE00') @ 2",
                "upper('stra\u00DFe') @ STRASSE",
                "lower('ABC') @ abc",
                "initcap('JOHN o''NEILL-smith') @ John O'neill-Smith",
                "'[' || trim('  a b ') || ']' @ [a b]",
                "'[' || ltrim('  a ') || ']' @ [a ]",
                "'[' || rtrim(' a  ') || ']' @ [ a]",
                "squeeze('  a \t  b ') @ a b",
                "reverse('ab\uD83D\uDE00') @ \uD83D\uDE00ba",
                "left(state, 2) @ Te",
                "left(state, 99) @ Texas",
                "right(state, 2) @ as",
                "right(state, 99) @ Texas",
                "substring(state, 2) @ exas",
                "substring(state, 2, 3) @ exa",
                "substring('\uD83D\uDE00ab', 2, 1) @ a",
                "substring(state, 9, 3) || '.' @ .",
                "replace(state, 'x', 'XX') @ TeXXas",
                "replace(state, '', 'XX') @ Texas",
                "contains(state, 'xa') @ true",
                "starts_with(state, 'Te') @ true",
                "ends_with(state, 'Te') @ false",
                "position(state, 'x') @ 3",
                "position('\uD83D\uDE00x', 'x') @ 2",
                "position(state, 'z') @ 0",
                "lpad(cast(n as string), 3, '0') @ 007",
                "rpad(state, 8, 'ab') @ Texasaba",
                "lpad(state, 3, '0') @ Texas",
                "repeat('ab', 3) @ ababab",
                "split_part('a,b,c', ',', 2) @ b",
                "split_part('a,b,c', ',', 3) @ c",
                "split_part('a,b,c', ',', 4) || '.' @ .",
                "sha256('abc') @ ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                "matches(state, '[A-Z][a-z]+') @ true",
                "matches(state, '[A-Z]') @ false",
                "regex_extract('BOEING 737-800', '([0-9]+)-') @ 737",
                "regex_extract('BOEING 737', '[0-9]+') @ 737",
                "regex_replace('a1b22', '[0-9]+', '#') @ a#b#",
                "abs(-3) @ 3",
                "abs(-2.5) @ 2.5",
                "abs(-0.5e0) @ 0.5",
                "sign(-2.5) @ -1",
                "sign(n) @ 1",
                "sign(-0.5e0) @ -1",
                "ceil(2.1) @ 3",
                "ceil(n) @ 7",
                "floor(-2.1) @ -3",
                "floor(2.9e0) @ 2.0",
                "round(2.5) @ 3",
                "round(-2.5) @ -3",
                "round(2.345, 2) @ 2.35",
                "round(1.005e0, 2) @ 1.01",
                "round(2.5, 4) @ 2.5",
                "round(1250, -2) @ 1300",
                "round(1250.5, -2) @ 1300",
                "trunc(-2.9) @ -2",
                "trunc(2.349, 2) @ 2.34",
                "sqrt(16) @ 4.0",
                "power(2, 10) @ 1024.0",
                "exp(0) @ 1.0",
                "ln(1) @ 0.0",
                "log10(1000) @ 3.0",
                "is_nan(cast('NaN' as double)) @ true",
                "year(day) @ 2024",
                "quarter(date '2024-10-01') @ 4",
                "month(at) @ 2",
                "week(date '2021-01-03') @ 53",
                "day(day) @ 29",
                "day_of_week(day) @ 4",
                "day_of_year(date '2024-12-31') @ 366",
                "hour(at) @ 13",
                "minute(at) @ 45",
                "second(at) @ 30",
                "hour(day) @ 0",
                "date_trunc(day, 'month') @ 2024-02-01",
                "date_trunc(day, 'quarter') @ 2024-01-01",
                "date_trunc(day, 'week') @ 2024-02-26",
                "date_trunc(day, 'year') @ 2024-01-01",
                "date_trunc(day, 'day') @ 2024-02-29",
                "date_trunc(at, 'hour') @ 2024-02-29T13:00:00",
                "date_trunc(at, 'minute') @ 2024-02-29T13:45:00",
                "date_trunc(at, 'SECOND') @ 2024-02-29T13:45:30",
                "date_trunc(at, 'month') @ 2024-02-01T00:00:00",
                "add_days(day, 1) @ 2024-03-01",
                "add_months(date '2024-01-31', 1) @ 2024-02-29",
                "add_years(day, 1) @ 2025-02-28",
                "add_seconds(at, 30) @ 2024-02-29T13:46:00",
                "days_between(date '2024-02-01', at) @ 28",
                "months_between(date '2024-01-31', day) @ 0",
                "seconds_between(day, at) @ 49530",
                "parse_date('31.01.2026', 'dd.MM.yyyy') @ 2026-01-31",
                "parse_date('3 Feb 2026', 'd MMM yyyy') @ 2026-02-03",
                "parse_datetime('01/31/2026 13:45', 'MM/dd/yyyy HH:mm') @ 2026-01-31T13:45:00",
                "format_date(day, 'dd.MM.yyyy') @ 29.02.2024",
                "format_date(instant, 'yyyy-MM-dd HH:mm') @ 2024-02-29 12:00",
                "format_date(day, 'yyyy ''yy''') @ 2024 yy",
                "to_instant(at, 'Europe/Berlin') @ 2024-02-29T12:45:30Z",
                "to_local(instant, 'America/New_York') @ 2024-02-29T07:00:00",
                "epoch_seconds(instant) @ 1709208000",
                "nullif(n, 8) @ 7",
            })
    void functionsGiveTheirValues(String text, String value) {
        assertThat(Casts.text(evaluate(text))).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            quoteCharacter = '`',
            value = {
                "nothing + 1",
                "1 - nothing",
                "nothing = 1",
                "nothing = null",
                "null",
                "null + null",
                "not (nothing = 1)",
                "nothing > 1 and true",
                "true and nothing > 1",
                "nothing > 1 or false",
                "nothing in (1, 2)",
                "n in (1, nothing)",
                "n not in (1, null)",
                "state in ('Ohio', null)",
                "nothing || 'x'",
                "upper(null)",
                "least(1, nothing)",
                "nullif(n, 7)",
                "cast(nothing as string)",
                "case when nothing = 1 then 'x' end",
                "round(nothing, 2)",
                "regex_extract(state, '[0-9]')",
            })
    void nullInIsNullOut(String text) {
        assertThat(evaluate(text)).isNull();
    }

    @Test
    void nullIsDecidedWhereTheOtherSideDecides() {
        assertThat(evaluate("nothing = 1 and false")).isEqualTo(false);
        assertThat(evaluate("false and nothing = 1")).isEqualTo(false);
        assertThat(evaluate("nothing = 1 or true")).isEqualTo(true);
        assertThat(evaluate("n in (nothing, 7)")).isEqualTo(true);
    }

    @Test
    void aConditionThatIsNullDoesNotHold() {
        assertThat(Expression.parse("nothing > 1").bind(SCHEMA).test(ROW)).isFalse();
        assertThat(Expression.parse("n > 1").bind(SCHEMA).test(ROW)).isTrue();
        assertThatThrownBy(() -> Expression.parse("n").bind(SCHEMA).test(ROW))
                .isInstanceOf(DataException.class)
                .hasMessage("a condition gives BOOLEAN, but this gives LONG: n");
    }

    @Test
    void theSideThatIsNotNeededIsNotEvaluated() {
        assertThat(evaluate("n = 0 and 1 / 0 > 1")).isEqualTo(false);
        assertThat(evaluate("n = 7 or 1 / 0 > 1")).isEqualTo(true);
        assertThat(evaluate("if(n = 7, 1, 1 % 0)")).isEqualTo(1L);
        assertThat(evaluate("coalesce(n, 1 % 0)")).isEqualTo(7L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            quoteCharacter = '`',
            value = {
                "9223372036854775807 + n @ more than a LONG can hold",
                "n * 9223372036854775807 @ more than a LONG can hold",
                "0 - cast('-9223372036854775808' as long) @ more than a LONG can hold",
                "abs(cast('-9223372036854775808' as long)) @ more than a LONG can hold",
                "round(9223372036854775807, -1) @ more than a LONG can hold",
                "n / 0 @ guard it with nullif(x, 0)",
                "d / 0.0 @ guard it with nullif(x, 0)",
                "x / 0 @ guard it with nullif(x, 0)",
                "n % (n - 7) @ guard it with nullif(x, 0)",
                "sqrt(-1) @ sqrt of -1.0 is NaN",
                "ln(0) @ guard it with a condition",
                "round(1.5, 99) @ allowed are -30 to 30",
                "cast(state as long) @ 'Texas' is not a LONG",
                "substring(state, 0) @ allowed are 1 or more",
                "repeat(state, 1000000) @ at most 1000000 characters",
                "lpad(state, 99999999, ' ') @ at most 1000000 characters",
                "split_part(state, 'x', 0) @ a part from 1",
                "parse_date('31.02.2026', 'dd.MM.yyyy') @ is not a DATE of the given form",
                "parse_date('x', 'dd.MM.yyyy') @ is not a DATE of the given form",
                "format_date(day, 'HH:mm') @ HourOfDay",
                "add_days(day, 999999999999) @ EpochDay",
                "matches(repeat('a', 40) || '!', '(.*a){15}') @ takes too long",
                "regex_replace(state, 'x', '$7') @ the replacement for 'x' is wrong",
            })
    void aValueThatDoesNotExistIsAnErrorThatNamesTheExpression(String text, String hint) {
        assertThatThrownBy(() -> evaluate(text))
                .isInstanceOf(ValueException.class)
                .hasMessageContaining(hint)
                .hasMessageEndingWith(", in the expression: " + text.strip());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            quoteCharacter = '`',
            value = {
                "`` @ 1 @ a value, a column or a function is expected, but found the end",
                "1 + @ 4 @ a value, a column or a function is expected, but found the end",
                "1 2 @ 3 @ an operator or the end is expected, but found '2'",
                "n == 7 @ 3 @ equality is written '='",
                "(1 + 2 @ 7 @ ')' is expected, but found the end",
                "'abc @ 1 @ a ' is never closed",
                "\"abc @ 1 @ a \" is never closed",
                "n & 1 @ 3 @ '&' means nothing here",
                "Cost Total $ @ 12 @ '$' means nothing here; put odd column names in double quotes",
                "Cost Total @ 6 @ an operator or the end is expected, but found 'Total'",
                "12abc @ 1 @ put names in double quotes",
                "99999999999999999999 @ 1 @ is not a LONG",
                "date '31.01.2026' @ 6 @ is not a DATE",
                "n is 7 @ 6 @ NULL is expected, but found '7'",
                "n not 7 @ 7 @ IN, BETWEEN or LIKE is expected after NOT",
                "n between 1 or 2 @ 13 @ AND is expected, but found 'or'",
                "n in 7 @ 6 @ '(' is expected",
                "case n when 1 then 2 end @ 6 @ WHEN is expected",
                "case when true then 1 @ 22 @ END is expected",
                "cast(n long) @ 8 @ AS is expected",
                "cast(n as number) @ 11 @ a type is expected, but found 'number'; known are [boolean, long",
                "and n @ 1 @ a value, a column or a function is expected, but found 'and'",
            })
    void whatCannotBeReadIsAnErrorWithItsPlace(String text, int position, String problem) {
        assertThatThrownBy(() -> Expression.parse(text))
                .isInstanceOfSatisfying(
                        ExpressionException.class, e -> assertThat(e.position()).isEqualTo(position))
                .hasMessageContaining(problem)
                .hasMessageEndingWith("at character " + position + " of: " + text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            quoteCharacter = '`',
            value = {
                "stat = 'x' @ 1 @ there is no column 'stat'; did you mean 'state'?",
                "n + uper(state) @ 5 @ there is no function 'uper'; did you mean 'upper'?",
                "state + 1 @ 7 @ '+' takes numbers, but found STRING and LONG; use cast, or || for text",
                "day + 1 @ 5 @ for times there are add_days",
                "n = 'x' @ 3 @ LONG and STRING cannot be compared; cast one of them",
                "day > '2026-01-31' @ 5 @ as cast(x as long) or date '2026-01-31'",
                "instant > day @ 9 @ INSTANT and DATE cannot be compared",
                "n in (1, 'x') @ 10 @ LONG and STRING cannot be compared",
                "n in () @ 3 @ IN takes at least one value",
                "n and flag @ 1 @ AND takes BOOLEAN, but found LONG",
                "not n @ 5 @ NOT takes BOOLEAN, but found LONG",
                "case when n then 1 end @ 11 @ WHEN takes BOOLEAN, but found LONG",
                "case when flag then 1 else 'x' end @ 28 @ the values of CASE must be of one type, but found LONG and STRING",
                "n like 'x' @ 3 @ LIKE takes STRING, but found LONG",
                "state like state @ 12 @ the pattern of LIKE must be a text in single quotes",
                "matches(state, state) @ 16 @ is a regular expression in single quotes, but found STRING",
                "upper(n) @ 7 @ argument 1 of upper is STRING, but found LONG",
                "upper() @ 1 @ upper was given 0 arguments; it takes STRING",
                "round(1, 2, 3) @ 1 @ round was given 3 arguments; it takes a number, LONG (the last may be left out)",
                "if(flag) @ 1 @ if was given 1 arguments; it takes a condition and two values",
                "year(instant) @ 6 @ argument 1 of year is DATE or LOCAL_DATE_TIME, but found INSTANT",
                ":today @ 1 @ there is no parameter ':today'; none is known",
                "coalesce() @ 1 @ it takes one value or more",
                "nullif(1) @ 1 @ it takes two values",
            })
    void whatDoesNotFitTheColumnsIsAnErrorWithItsPlace(String text, int position, String problem) {
        Expression expression = Expression.parse(text);

        assertThatThrownBy(() -> expression.bind(SCHEMA))
                .isInstanceOfSatisfying(
                        ExpressionException.class, e -> assertThat(e.position()).isEqualTo(position))
                .hasMessageContaining(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            quoteCharacter = '`',
            value = {
                "matches(state, '(') @ is not a regular expression",
                "parse_date(state, 'qwertz') @ is not a pattern for dates",
                "to_local(instant, 'Berlin') @ is not a time zone; allowed are names as 'Europe/Berlin'",
                "date_trunc(day, 'fortnight') @ is not a unit of time; allowed are [year, quarter",
            })
    void whatStandsInTheTextIsCheckedWhenTheExpressionIsBound(String text, String problem) {
        assertThatThrownBy(() -> Expression.parse(text).bind(SCHEMA))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void parametersComeFromOutside() {
        Expression expression = Expression.parse("days_between(day, :today) > :days");
        BoundExpression bound = expression.bind(SCHEMA, Map.of("today", LocalDate.of(2024, 3, 10), "days", 5L));
        Map<String, Object> unknown = new HashMap<>();
        unknown.put("today", null);
        unknown.put("days", 5L);

        assertThat(bound.test(ROW)).isTrue();
        assertThat(expression.bind(SCHEMA, unknown).evaluate(ROW)).isNull();
        assertThatThrownBy(() -> expression.bind(SCHEMA, Map.of("today", LocalDate.EPOCH, "day", 1L)))
                .hasMessageContaining("did you mean 'day'?");
        assertThatThrownBy(() -> expression.bind(SCHEMA, Map.of("today", LocalDate.EPOCH, "days", 1)))
                .hasMessageContaining("':days' is a Integer");
    }

    @Test
    void anExpressionKnowsItsColumns() {
        assertThat(Expression.parse("n + length(state) + n + \"Cost Total $\"").columns())
                .containsExactly("n", "state", "Cost Total $");
    }

    @Test
    void anExpressionIsJsonText() throws Exception {
        Expression expression = Expression.parse("n > 1");

        assertThat(Json.write(expression)).isEqualTo("\"n > 1\"");
        assertThat(Json.read("\"n > 1\"", Expression.class))
                .isEqualTo(expression)
                .hasSameHashCodeAs(expression)
                .hasToString("n > 1");
        assertThatThrownBy(() -> Json.read("\"n >\"", Expression.class)).hasMessageContaining("at character 4");
    }

    @Test
    void lengthAndDepthAreBounded() {
        assertThatThrownBy(() -> Expression.parse(" ".repeat(10_001))).hasMessageContaining("allowed are 10000");
        assertThatThrownBy(() -> Expression.parse("(".repeat(5_000))).hasMessageContaining("nested more than 100 deep");
        assertThatThrownBy(() -> Expression.parse("not ".repeat(2_000) + "true"))
                .hasMessageContaining("nested more than 100 deep");
        assertThatThrownBy(() -> Expression.parse("1+".repeat(3_000) + "1"))
                .hasMessageContaining("more than 2000 parts");
        assertThat(evaluate("1+".repeat(900) + "1")).isEqualTo(901L);
        assertThat(evaluate("(".repeat(99) + "1" + ")".repeat(99))).isEqualTo(1L);
    }

    @Test
    void everyFunctionIsDescribedByTheDocumentation() throws Exception {
        Path page = Path.of("..", "docs", "data-semantics.md");
        String text = Files.readString(page);

        List<String> missing = Functions.names().stream()
                .filter(name -> !text.contains("`" + name + "("))
                .toList();

        assertThat(missing).isEmpty();
    }
}
