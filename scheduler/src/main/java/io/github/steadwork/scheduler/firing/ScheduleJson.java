package io.github.steadwork.scheduler.firing;

import io.github.steadwork.codec.JacksonPayloadCodec;
import io.github.steadwork.codec.Payload;
import io.github.steadwork.codec.PayloadException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Schedules as the text of a document. */
final class ScheduleJson {

    private static final JacksonPayloadCodec CODEC = new JacksonPayloadCodec();

    private ScheduleJson() {}

    static String write(StoredSchedule schedule) {
        return CODEC.encode(schedule, 1).text();
    }

    /**
     * The schedule that a document says.
     *
     * @throws PayloadException if it cannot be read
     */
    static StoredSchedule read(String json) {
        Payload text = Payload.of(json.getBytes(StandardCharsets.UTF_8), CODEC.id(), 1);
        return Objects.requireNonNull(CODEC.decode(text, StoredSchedule.class));
    }
}
