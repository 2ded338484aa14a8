package io.github.steadwork.scheduler.local;

import com.cronutils.model.Cron;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.field.CronFieldName;
import com.cronutils.model.field.expression.FieldExpression;
import com.cronutils.parser.CronParser;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Reads cron expressions. cron-utils takes them apart; what they mean is decided in {@link FieldReader}.
 *
 * <p>In six fields a {@code ?} tells Quartz from the rest: Quartz demands one, and counts weekdays from Sunday as 1.
 * Without it Sunday is 0 and 7, in five fields and in six.
 */
final class CronReader {

    private static final List<CronField> IN_ORDER = List.of(CronField.values());
    private static final int FIELDS = IN_ORDER.size();
    private static final int MONDAY_IN_UNIX = 1;
    private static final int MONDAY_IN_QUARTZ = 2;
    private static final CronParser UNIX = new CronParser(definition(0, MONDAY_IN_UNIX));
    private static final CronParser QUARTZ = new CronParser(definition(1, MONDAY_IN_QUARTZ));

    private final String expression;
    private final String[] texts;
    private final boolean quartz;

    private CronReader(String expression, String[] texts, boolean quartz) {
        this.expression = expression;
        this.texts = texts;
        this.quartz = quartz;
    }

    /** The pattern of this expression; an IllegalArgumentException names the field that is wrong. */
    static LocalPattern read(String expression) {
        String text = expression.strip();
        if (text.startsWith("@")) {
            return new LocalPattern(nickname(text));
        }
        String[] texts = text.split("\\s+");
        if (texts.length == FIELDS - 1) {
            return new LocalPattern(new CronReader(expression, withSecondZero(texts), false).fields());
        }
        if (texts.length == FIELDS) {
            boolean quartz = Arrays.asList(texts).contains("?");
            return new LocalPattern(new CronReader(expression, texts, quartz).fieldsOfSix());
        }
        throw new IllegalArgumentException("cron expression '" + expression + "' has "
                + (text.isEmpty() ? 0 : texts.length)
                + " fields, allowed are 5 (minute hour day-of-month month day-of-week), 6 (second first)"
                + " and nicknames like @daily");
    }

    private static String[] withSecondZero(String... texts) {
        String[] six = new String[FIELDS];
        six[0] = "0";
        System.arraycopy(texts, 0, six, 1, texts.length);
        return six;
    }

    private static CronFields nickname(String nickname) {
        try {
            return fields(UNIX.parse(nickname.toLowerCase(Locale.ROOT)), new FieldReader(MONDAY_IN_UNIX));
        } catch (RuntimeException unknown) {
            throw new IllegalArgumentException(
                    "cron expression '" + nickname
                            + "' is no nickname, allowed are @yearly @annually @monthly @weekly @daily @midnight @hourly",
                    unknown);
        }
    }

    private CronFields fieldsOfSix() {
        CronFields fields = fields();
        if (!fields.monthDays().isAll() && !fields.weekDays().isAll()) {
            // Quartz refuses this, Spring takes both, Unix either: nobody can tell which was meant.
            throw new IllegalArgumentException("cron expression '" + expression
                    + "' restricts day of month and day of week; of six fields one of the two must be * or ?");
        }
        return fields;
    }

    private CronFields fields() {
        for (int position = 0; position < FIELDS; position++) {
            checkAlone(position);
        }
        return fields(parse(texts), reader());
    }

    /** Every field among stars, so that the one which is wrong can be named. */
    private void checkAlone(int position) {
        String[] alone = new String[FIELDS];
        Arrays.fill(alone, "*");
        alone[position] = texts[position];
        try {
            fields(parse(alone), reader());
        } catch (RuntimeException wrong) {
            IllegalArgumentException refusal = IN_ORDER.get(position).refuse(expression, texts[position]);
            refusal.initCause(wrong);
            throw refusal;
        }
    }

    private Cron parse(String... six) {
        return (quartz ? QUARTZ : UNIX).parse(String.join(" ", six));
    }

    private FieldReader reader() {
        return new FieldReader(quartz ? MONDAY_IN_QUARTZ : MONDAY_IN_UNIX);
    }

    private static CronFields fields(Cron cron, FieldReader reader) {
        FieldExpression second = expression(cron, CronFieldName.SECOND);
        FieldExpression minute = expression(cron, CronFieldName.MINUTE);
        return new CronFields(
                FieldReader.numbers(second, 0, 59),
                FieldReader.numbers(minute, 0, 59),
                FieldReader.numbers(expression(cron, CronFieldName.HOUR), 0, 23),
                FieldReader.repeats(second) || FieldReader.repeats(minute),
                FieldReader.monthDays(expression(cron, CronFieldName.DAY_OF_MONTH)),
                (int) FieldReader.numbers(expression(cron, CronFieldName.MONTH), 1, 12),
                reader.weekDays(expression(cron, CronFieldName.DAY_OF_WEEK)));
    }

    private static FieldExpression expression(Cron cron, CronFieldName name) {
        return cron.retrieve(name).getExpression();
    }

    private static CronDefinition definition(int firstWeekday, int monday) {
        return CronDefinitionBuilder.defineCron()
                .withSeconds()
                .withValidRange(0, 59)
                .and()
                .withMinutes()
                .withValidRange(0, 59)
                .and()
                .withHours()
                .withValidRange(0, 23)
                .and()
                .withDayOfMonth()
                .withValidRange(1, 31)
                .supportsL()
                .supportsW()
                .supportsLW()
                .supportsQuestionMark()
                .and()
                .withMonth()
                .withValidRange(1, 12)
                .and()
                .withDayOfWeek()
                .withValidRange(firstWeekday, 7)
                .withMondayDoWValue(monday)
                .supportsHash()
                .supportsL()
                .supportsQuestionMark()
                .and()
                .withSupportedNicknameYearly()
                .withSupportedNicknameAnnually()
                .withSupportedNicknameMonthly()
                .withSupportedNicknameWeekly()
                .withSupportedNicknameDaily()
                .withSupportedNicknameMidnight()
                .withSupportedNicknameHourly()
                .instance();
    }
}
