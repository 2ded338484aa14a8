package io.github.steadwork.engine;

import io.github.steadwork.config.JobConfig;
import io.github.steadwork.queue.QueueBackend;
import io.github.steadwork.queue.QueueProvider;
import java.time.InstantSource;
import java.util.List;
import java.util.ServiceLoader;

/** Opens the backend that the settings name. */
final class Backends {

    private Backends() {}

    static QueueBackend open(JobConfig config, InstantSource clock) {
        List<QueueProvider> providers = ServiceLoader.load(QueueProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        return providers.stream()
                .filter(provider -> provider.name().equals(config.queueBackend()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("JOB_QUEUE_BACKEND is '" + config.queueBackend()
                        + "', on the class path are "
                        + providers.stream().map(QueueProvider::name).toList()
                        + "; add the module steadwork-queue-inmemory for memory, steadwork-queue-jdbc for jdbc"))
                .open(config, clock);
    }
}
