package io.github.steadwork.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.config.JobConfig;
import io.github.steadwork.config.JobSetting;
import io.github.steadwork.queue.ClaimRequest;
import io.github.steadwork.queue.WorkerId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** In which order a worker looks for work. */
final class ClaimOrderTest {

    private static final List<String> QUEUES = List.of("a", "b", "c");

    private static ClaimOrder order(JobConfig.Builder config) {
        return new ClaimOrder(config.build(), new Random(42));
    }

    @Test
    void withoutWeightsQueuesGoOneAfterTheOther() {
        assertThat(order(JobConfig.builder()).of(QUEUES)).isEqualTo(QUEUES);
    }

    @Test
    void eachQueueIsFirstAsOftenAsItsWeightSaysAndThoseWithoutComeLast() {
        ClaimOrder order = order(JobConfig.builder().set(JobSetting.QUEUE_WEIGHTS, "b=3,c=1"));
        int firstIsB = 0;

        for (int i = 0; i < 4_000; i++) {
            List<String> queues = order.of(QUEUES);
            firstIsB += queues.get(0).equals("b") ? 1 : 0;
            assertThat(queues).hasSize(3).endsWith("a");
        }

        assertThat(firstIsB).isBetween(2_850, 3_150);
    }

    @Test
    void oneClaimInEightBeginsWithTheAged() {
        ClaimRequest request = new ClaimRequest(new WorkerId("w", 1), 1, QUEUES, Set.of("t"), 1, 1);
        ClaimOrder order = order(JobConfig.builder().set(JobSetting.AGEING, "5m"));
        ClaimOrder never = order(JobConfig.builder().set(JobSetting.AGEING, "0"));
        int aged = 0;

        for (int i = 0; i < 80; i++) {
            aged += order.inTurn(request).agedFirst().equals(Optional.of(Duration.ofMinutes(5))) ? 1 : 0;
            assertThat(never.inTurn(request).agedFirst()).isEmpty();
        }

        assertThat(aged).isEqualTo(10);
    }
}
