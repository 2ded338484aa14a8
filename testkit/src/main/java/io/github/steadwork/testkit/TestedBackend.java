package io.github.steadwork.testkit;

import io.github.steadwork.queue.QueueBackend;

/**
 * A backend that is held to the contract.
 *
 * @param queue the backend, fresh and empty; closed after the test
 * @param time moves its time
 */
public record TestedBackend(QueueBackend queue, BackendTime time) {}
