package io.github.steadwork.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JobIdTest {

    @Test
    void anIdIsAUuidOfVersionSevenThatHoldsTheTime() {
        long before = System.currentTimeMillis();
        UUID value = JobId.create().value();

        assertThat(value.version()).isEqualTo(7);
        assertThat(value.variant()).isEqualTo(2);
        // many ids within one millisecond borrow from the next ones
        assertThat(value.getMostSignificantBits() >>> 16).isBetween(before, before + 60_000);
    }

    @Test
    void idsOfOneThreadAreInOrderAsIdsAndAsText() {
        List<JobId> ids = Stream.generate(JobId::create).limit(50_000).toList();

        assertThat(ids).isSorted();
        assertThat(ids.stream().map(JobId::toString).toList()).isSorted();
    }

    @Test
    void idsOfManyThreadsAreDistinctAndInOrderForEachThread() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<List<JobId>>> made = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            made.add(threads.submit(
                    () -> Stream.generate(JobId::create).limit(25_000).toList()));
        }
        Set<JobId> all = new HashSet<>();
        Set<Long> ticks = new HashSet<>();
        for (Future<List<JobId>> ofOne : made) {
            assertThat(ofOne.get()).isSorted();
            all.addAll(ofOne.get());
            ofOne.get().forEach(id -> ticks.add(id.value().getMostSignificantBits()));
        }
        threads.shutdown();

        assertThat(all).hasSize(100_000);
        assertThat(ticks).hasSize(100_000);
    }

    @Test
    void anIdComesBackFromItsText() {
        JobId id = JobId.create();

        assertThat(JobId.parse(id.toString())).isEqualTo(id);
        assertThat(JobId.parse("01890A5D-AC96-774B-BCCE-B302099A8057"))
                .hasToString("01890a5d-ac96-774b-bcce-b302099a8057");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1-1-1-1-1",
                "job-17",
                "01890a5dac96774bbcceb302099a8057",
                " 01890a5d-ac96-774b-bcce-b302099a8057"
            })
    void aTextThatIsNoIdIsRefused(String text) {
        assertThatThrownBy(() -> JobId.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("job id is '" + text + "', allowed is a UUID as ");
    }

    @Test
    void idsAreComparedAsUnsignedNumbers() {
        JobId low = new JobId(new UUID(0x7000_0000_0000_0000L, 1));
        JobId high = new JobId(new UUID(0x8000_0000_0000_0000L, 1));
        JobId higher = new JobId(new UUID(0x8000_0000_0000_0000L, 0x8000_0000_0000_0000L));

        assertThat(low).isLessThan(high);
        assertThat(high).isLessThan(higher).isEqualByComparingTo(high);
    }
}
