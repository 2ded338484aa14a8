package io.github.steadwork.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.github.steadwork.retry.ErrorKind;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JacksonPayloadCodecTest {

    enum Currency {
        EUR,
        USD
    }

    record Invoice(
            String number,
            BigDecimal amount,
            Currency currency,
            LocalDate day,
            Instant sent,
            Duration grace,
            Optional<String> note,
            List<Integer> lines) {}

    record Small(@Nullable String name, int count) {}

    record Strict(int amount) {
        Strict {
            if (amount < 0) {
                throw new IllegalArgumentException("amount is " + amount);
            }
        }
    }

    record Anything(Object value) {}

    record Open(@JsonTypeInfo(use = JsonTypeInfo.Id.CLASS) Object value) {}

    /** Writes down that somebody has made one. */
    public static final class Gadget {

        private static final AtomicInteger MADE = new AtomicInteger();

        /** Is made by whoever may choose classes. */
        public Gadget() {
            MADE.incrementAndGet();
        }
    }

    private final JacksonPayloadCodec codec = new JacksonPayloadCodec();

    private static Payload json(String text) {
        return Payload.of(text.getBytes(StandardCharsets.UTF_8), "json", 3);
    }

    @Test
    void aRecordComesBackAsItWas() {
        Invoice invoice = new Invoice(
                "2026-17",
                new BigDecimal("12.50"),
                Currency.EUR,
                LocalDate.of(2026, 11, 22),
                Instant.parse("2026-11-22T05:00:00.123456789Z"),
                Duration.ofDays(14),
                Optional.of("thank you"),
                List.of(1, 2));

        assertThat(codec.decode(codec.encode(invoice, 1), Invoice.class)).isEqualTo(invoice);
    }

    @Test
    void timesAreTextAndAnEmptyOptionalIsNull() {
        Payload payload =
                codec.encode(Map.of("at", Instant.EPOCH, "for", Duration.ofSeconds(90), "note", Optional.empty()), 2);

        assertThat(payload.text()).contains("\"at\":\"1970-01-01T00:00:00Z\"", "\"for\":\"PT1M30S\"", "\"note\":null");
        assertThat(payload).hasToString("Payload[json v2, " + payload.size() + " bytes]");
    }

    @Test
    void fieldsThatNobodyKnowsArePassedOver() {
        assertThat(codec.decode(json("{\"name\":\"a\",\"count\":1,\"new\":{\"x\":[1]}}"), Small.class))
                .isEqualTo(new Small("a", 1));
    }

    @Test
    void fieldsThatAreMissingAreNullOrZero() {
        assertThat(codec.decode(json("{}"), Small.class)).isEqualTo(new Small(null, 0));
    }

    @Test
    void nothingComesBackAsNothing() {
        assertThat(codec.encode(null, 5)).isSameAs(Payload.NOTHING);
        assertThat(codec.decode(Payload.NOTHING, Small.class)).isNull();
    }

    @Test
    void bytesOfAnotherCodecAreRefusedByItsName() {
        assertThatThrownBy(() -> codec.decode(Payload.of(new byte[] {1}, "protobuf", 1), Small.class))
                .isInstanceOf(PayloadException.class)
                .hasMessage("stored by codec 'protobuf', but this is 'json'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret",
                "{\"count\": \"secret\"}",
                "{\"count\": secret}",
                "{\"name\": \"secret",
                "{\"name\": [\"secret\"]}",
                "{} secret",
                "\"secret\"",
                ""
            })
    void whatCannotBeReadIsNotQuotedAnywhere(String text) {
        PayloadException error =
                catchThrowableOfType(PayloadException.class, () -> codec.decode(json(text), Small.class));
        StringWriter all = new StringWriter();
        error.printStackTrace(new PrintWriter(all));

        assertThat(error.kind()).isEqualTo(ErrorKind.PERMANENT);
        assertThat(error).hasMessageStartingWith("cannot read version 3 as " + Small.class.getName() + ": ");
        assertThat(all.toString()).doesNotContain("secret");
    }

    @Test
    void theMessageSaysWhatDoesNotFitAndWhere() {
        assertThatThrownBy(() -> codec.decode(json("{\"name\":\"a\",\n\"count\":\"many\"}"), Small.class))
                .hasMessageContaining("a value does not fit int, at field 'count', line 2, column");
        assertThatThrownBy(() -> codec.decode(json("{\"lines\":[1,\"x\"]}"), Invoice.class))
                .hasMessageContaining("at field 'lines.[1]', line 1, column");
        assertThatThrownBy(() -> codec.decode(json("{oops"), Small.class))
                .hasMessageContaining("it is not valid JSON, line 1, column");
    }

    @Test
    void aConstructorThatRefusesIsHeardInItsOwnWords() {
        assertThatThrownBy(() -> codec.decode(json("{\"amount\":-4711}"), Strict.class))
                .hasMessageContaining("it was refused: java.lang.IllegalArgumentException: ");
    }

    @Test
    void aValueThatCannotBeWrittenIsNamedByItsClass() {
        record Loop(List<Object> parts) {}
        Loop loop = new Loop(new ArrayList<>());
        loop.parts().add(loop);

        assertThatThrownBy(() -> codec.encode(loop, 1))
                .isInstanceOf(PayloadException.class)
                .hasMessageStartingWith("cannot write " + Loop.class.getName() + " as JSON: ");
    }

    @Test
    void aClassNameInThePayloadChoosesNothing() {
        Gadget.MADE.set(0);
        String gadget = Gadget.class.getName();

        Anything read = codec.decode(json("{\"value\":{\"@class\":\"" + gadget + "\"}}"), Anything.class);

        assertThat(read).isEqualTo(new Anything(Map.of("@class", gadget)));
        assertThat(Gadget.MADE).hasValue(0);
    }

    @Test
    void aPayloadWhoseAnnotationsLetBytesChooseAClassIsRefused() {
        Gadget.MADE.set(0);

        assertThatThrownBy(() ->
                        codec.decode(json("{\"value\":{\"@class\":\"" + Gadget.class.getName() + "\"}}"), Open.class))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("which is not one of those allowed");
        assertThat(Gadget.MADE).hasValue(0);
    }

    @Test
    void payloadsAreEqualByTheirContent() {
        assertThat(json("1")).isEqualTo(json("1")).hasSameHashCodeAs(json("1")).isNotEqualTo(json("2"));
        assertThat(json("1")).isNotEqualTo(Payload.of(json("1").bytes(), "json", 4));
    }
}
