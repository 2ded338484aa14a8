package io.github.steadwork.monitor.alert;

import io.github.steadwork.codec.JacksonPayloadCodec;
import io.github.steadwork.codec.Payload;
import io.github.steadwork.event.Alert;
import io.github.steadwork.event.JobEvent;
import io.github.steadwork.event.JobListener;
import io.github.steadwork.queue.Document;
import io.github.steadwork.queue.DocumentChange;
import io.github.steadwork.queue.StateStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The alerts that all nodes share: a document each, due when it has not been confirmed for so long that it is over. Each change
 * names the version that it has read, so one node makes it, and that one tells.
 */
final class AlertBoard {

    private static final String NAMESPACE = "alert";
    private static final int MOST = 1_000;
    private static final int LONGEST_KEY = 400;

    /** How long a node that has raised an alert may take to tell of it. */
    private static final Duration TELLING = Duration.ofSeconds(30);

    private static final JacksonPayloadCodec CODEC = new JacksonPayloadCodec();

    private final StateStore documents;
    private final JobListener listener;

    AlertBoard(StateStore documents, JobListener listener) {
        this.documents = documents;
        this.listener = listener;
    }

    /** What a document says. */
    record Stored(Alert alert, boolean told) {

        String json() {
            return CODEC.encode(this, 1).text();
        }

        static Stored of(Document document) {
            Payload json = Payload.of(document.json().getBytes(StandardCharsets.UTF_8), CODEC.id(), 1);
            return Objects.requireNonNull(CODEC.decode(json, Stored.class));
        }
    }

    static String key(String rule, String subject) {
        String key = rule + "|" + subject;
        return key.length() <= LONGEST_KEY ? key : key.substring(0, LONGEST_KEY);
    }

    List<Alert> active() {
        return documents.list(NAMESPACE, "", MOST).stream()
                .map(document -> Stored.of(document).alert)
                .toList();
    }

    Round begin(Instant now) {
        return new Round(now);
    }

    /** One look at all rules. */
    final class Round {

        private final Instant now;
        private final Map<String, Document> there = new LinkedHashMap<>();

        private Round(Instant now) {
            this.now = now;
            documents.list(NAMESPACE, "", MOST).forEach(document -> there.put(document.key(), document));
        }

        /** Keeps an alert up; false if there is none. */
        boolean confirm(String rule, AlertRule.Sighting sighting) {
            Document document = there.get(key(rule, sighting.subject()));
            if (document == null) {
                return false;
            }
            Instant freshUntil = document.due().orElse(now).minus(Alerts.CALM.dividedBy(2));
            if (!now.isBefore(freshUntil)) {
                write(document.key(), document.version(), Stored.of(document));
            }
            return true;
        }

        void raise(String rule, AlertRule.Sighting sighting) {
            if (there.size() >= MOST) {
                return; // whoever sees a thousand has enough to look at
            }
            Alert alert = new Alert(rule, sighting.subject(), sighting.severity(), sighting.message(), now);
            String key = key(rule, sighting.subject());
            if (write(key, 0, new Stored(alert, false))) {
                tell(alert, key, 1);
            }
        }

        /** Tells of what others have raised and not told, and of what is over. */
        void end() {
            for (Document document : List.copyOf(there.values())) {
                Alert alert = Stored.of(document).alert;
                if (!document.due().orElse(now).isAfter(now)) {
                    recover(document, alert);
                } else if (!Stored.of(document).told
                        && alert.since().plus(TELLING).isBefore(now)) {
                    tell(alert, document.key(), document.version());
                }
            }
        }

        private void tell(Alert alert, String key, long version) {
            listener.on(new JobEvent.AlertRaised(alert));
            write(key, version, new Stored(alert, true));
        }

        private void recover(Document document, Alert alert) {
            DocumentChange delete = new DocumentChange.Delete(NAMESPACE, document.key(), document.version());
            if (documents.apply(List.of(delete))) {
                there.remove(document.key());
                listener.on(new JobEvent.AlertRecovered(alert, Duration.between(alert.since(), now)));
            }
        }

        private boolean write(String key, long version, Stored stored) {
            Optional<Instant> due = Optional.of(now.plus(Alerts.CALM));
            boolean written =
                    documents.apply(List.of(new DocumentChange.Put(NAMESPACE, key, version, due, stored.json())));
            if (written) {
                there.put(key, new Document(NAMESPACE, key, version + 1, due, stored.json()));
            }
            return written;
        }
    }
}
