package io.github.steadwork.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeriesTest {

    private static final long NOW = 1_700_000_000_000_000L;
    private static final int NAMES = 500;
    private static final int AN_HOUR = 100;

    private final Random random = new Random(1);
    private final Sum scratch = new Sum();
    private final Map<Integer, List<Cell>> made = new HashMap<>();

    /** So many jobs of one type, whose lengths are spread as those of jobs are. */
    private Cell jobs(int many) {
        List<Cell> some = made.computeIfAbsent(
                many, unused -> IntStream.range(0, 20).mapToObj(i -> make(many)).toList());
        return some.get(random.nextInt(some.size()));
    }

    private Cell make(int many) {
        Cell cell = new Cell();
        for (int i = 0; i < many; i++) {
            cell.count(Kind.STARTED, (long) (20_000 * Math.exp(random.nextGaussian())));
            cell.count(Kind.SUCCEEDED, (long) (300_000 * Math.exp(0.7 * random.nextGaussian())));
        }
        return cell;
    }

    /** A week of a hundred jobs an hour, told in steps that get finer towards now, as windows do. */
    private Series week() {
        Series series = new Series();
        long before = Duration.ofDays(7).toMillis() * 1000;
        for (Window window : List.of(
                Window.LAST_7_DAYS,
                Window.LAST_24_HOURS,
                Window.LAST_HOUR,
                Window.LAST_5_MINUTES,
                Window.LAST_MINUTE)) {
            long step = window.step().toMillis() * 1000;
            int many = (int) Math.max(1, AN_HOUR * step / 3_600_000_000L);
            before = Math.min(before, window.length().toMillis() * 1000);
            for (; before > step; before -= step) {
                series.add(NOW - before, NOW, jobs(many), scratch);
            }
        }
        return series;
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** So ten thousand names take 80 MB. */
    @Test
    void aNameThatIsBusyAllWeekTakesFewKilobytes() {
        week();
        long before = used();
        List<Series> all = new ArrayList<>();
        for (int i = 0; i < NAMES; i++) {
            all.add(week());
        }

        long each = (used() - before) / NAMES;

        assertThat(all.get(0).counts().succeeded()).isGreaterThan(7 * 20 * AN_HOUR);
        assertThat(each).as("bytes").isBetween(1_000L, 10_000L);
    }
}
