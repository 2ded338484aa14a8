package io.github.steadwork.benchmarks.peer;

/** How raw SQL takes work, and how much at a time. */
enum RawWay {
    /** Claims by an update, completes by a delete. */
    UPDATE_AND_DELETE(50_000, 500),
    /** Claims by a delete and is done. */
    DELETE(80_000, 500),
    /** Claims by an update and completes by a delete, one job at a time. */
    ONE_BY_ONE(500, 1),
    /** As {@link #UPDATE_AND_DELETE}; enqueues large batches by COPY. */
    COPY(50_000, 500),
    /** As {@link #UPDATE_AND_DELETE}; who enqueues notifies, and who is idle listens. */
    NOTIFY(50_000, 500);

    static final String DUE = """
            WITH due AS MATERIALIZED (
                SELECT id FROM raw_job WHERE state = 0 AND run_at <= now()
                ORDER BY priority, run_at, id LIMIT ? FOR UPDATE SKIP LOCKED)
            """;

    private final int pace;
    private final int batch;

    RawWay(int pace, int batch) {
        this.pace = pace;
        this.batch = batch;
    }

    int pace() {
        return pace;
    }

    int batch() {
        return batch;
    }

    /** The statement that takes jobs; it gives id and payload. */
    String claim() {
        return this == DELETE
                ? DUE + "DELETE FROM raw_job j USING due WHERE j.id = due.id RETURNING j.id, j.payload"
                : DUE
                        + "UPDATE raw_job j SET state = 1, worker = 1 FROM due WHERE j.id = due.id RETURNING j.id, j.payload";
    }

    /** Whether what was taken is still to be completed. */
    boolean completes() {
        return this != DELETE;
    }
}
