package io.github.steadwork.queue.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.queue.ClaimRequest;
import io.github.steadwork.queue.WorkerId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Where claims begin to look when looks become slow. */
final class FloorsTest {

    private static final ClaimRequest REQUEST =
            new ClaimRequest(new WorkerId("worker", 1), 1, List.of("main"), Set.of("work"), 10, 10);
    private static final Duration SLOW = Duration.ofSeconds(1);
    private static final Duration QUICK = Duration.ofMillis(5);
    private static final long BEGINNING = Long.MIN_VALUE;

    private boolean debris = true;
    private final AtomicLong nanos = new AtomicLong();
    private final Floors floors = new Floors(nanos::get);

    @Test
    void quickLooksBeginAtTheBeginning() throws Exception {
        for (int i = 0; i < 10; i++) {
            assertThat(look(QUICK, 100 + i)).isEqualTo(BEGINNING);
        }
    }

    @Test
    void slowLooksWithoutDebrisBeginAtTheBeginningToo() throws Exception {
        debris = false;
        for (int i = 0; i < 10; i++) {
            assertThat(look(SLOW, 100 + i)).isEqualTo(BEGINNING);
        }
    }

    @Test
    void afterASlowLookTheNextBeginWhereTheLastEnded() throws Exception {
        look(SLOW, 102);

        assertThat(look(QUICK, 200)).isEqualTo(102);
        assertThat(look(QUICK, 201)).isEqualTo(200);
    }

    @Test
    void aWholeLookIsMadeAgainWhenATenthOfTheTimeAllows() throws Exception {
        look(SLOW, 102);
        look(QUICK, 200);

        nanos.addAndGet(SLOW.multipliedBy(10).toNanos());

        assertThat(look(SLOW, 300)).isEqualTo(BEGINNING);
        assertThat(look(QUICK, 301)).isEqualTo(300);
    }

    @Test
    void aQuickWholeLookEndsIt() throws Exception {
        look(SLOW, 102);
        nanos.addAndGet(SLOW.multipliedBy(10).toNanos());

        assertThat(look(QUICK, 300)).isEqualTo(BEGINNING);
        assertThat(look(QUICK, 301)).isEqualTo(BEGINNING);
    }

    @Test
    void otherPrioritiesAndQueuesHaveFloorsOfTheirOwn() throws Exception {
        look(SLOW, 102);

        assertThat(floors.look("main", REQUEST).from(0)).isEqualTo(BEGINNING);
        assertThat(floors.look("other", REQUEST).from(2)).isEqualTo(BEGINNING);
    }

    /** Makes a look that takes so long and finds a job of normal priority; gives where it began. */
    private long look(Duration length, long runAt) throws Exception {
        Floors.Look look = floors.look("main", REQUEST);
        JobRow found = new JobRow();
        found.priority = 2;
        found.runAt = runAt;
        nanos.addAndGet(length.toNanos());
        floors.learn(look, List.of(found), () -> debris);
        return look.from(2);
    }
}
