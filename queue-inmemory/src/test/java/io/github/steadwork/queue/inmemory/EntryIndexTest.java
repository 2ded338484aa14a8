package io.github.steadwork.queue.inmemory;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.codec.Payload;
import io.github.steadwork.job.JobId;
import io.github.steadwork.queue.StoredRequest;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class EntryIndexTest {

    private final EntryIndex index = new EntryIndex();

    private static Entry entry(JobId id) {
        StoredRequest request = StoredRequest.simple(id, "type", "queue", Payload.NOTHING);
        return new Entry(request, 0, new QueueRoom("queue"), Instant.EPOCH);
    }

    /** Every third id falls into one of few buckets, so that long runs arise, are broken up and go around the end. */
    private static JobId id(int number) {
        return new JobId(new UUID(0, number % 3 == 0 ? ((long) number << 32 | number) ^ (number % 5 - 2) : number));
    }

    @Test
    void holdsWhatAMapHolds() {
        Random random = new Random(7);
        Map<JobId, Entry> expected = new HashMap<>();
        for (int i = 0; i < 100_000; i++) {
            JobId id = id(random.nextInt(6_000));
            Entry there = expected.get(id);
            assertThat(index.get(id)).isSameAs(there);
            if (there == null) {
                Entry added = entry(id);
                index.add(added);
                expected.put(id, added);
            } else {
                index.remove(there);
                expected.remove(id);
            }
        }
        assertThat(index.all()).containsExactlyInAnyOrderElementsOf(expected.values());
        expected.forEach((id, entry) -> assertThat(index.get(id)).isSameAs(entry));
    }

    @Test
    void removingWhatIsNotThereDoesNothing() {
        Entry there = entry(id(1));
        index.add(there);

        index.remove(entry(id(1)));

        assertThat(index.all()).containsExactly(there);
    }
}
