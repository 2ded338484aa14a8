package io.github.steadwork.engine;

/**
 * Waits of a thread that has several in a row: an interrupt ends the one that it hits, not those that follow, and the thread finds its
 * flag set when all is over.
 */
final class Patience {

    private boolean lost;

    /** Something to wait for. */
    @FunctionalInterface
    interface Wait {
        void run() throws InterruptedException;
    }

    Patience() {
        lost = Thread.interrupted();
    }

    void await(Wait wait) {
        try {
            wait.run();
        } catch (InterruptedException e) {
            lost = true;
        }
    }

    /** Whether the thread was interrupted, before or meanwhile. */
    boolean isLost() {
        return lost;
    }

    /** Sets the thread's flag again, if it was interrupted. */
    void end() {
        if (lost) {
            Thread.currentThread().interrupt();
        }
    }
}
