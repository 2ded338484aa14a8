package io.github.steadwork.monitor;

/** Where a view is shown. But for its opening, it is used by the view's thread alone. */
interface Screen {

    /** Begins, without a word: this is called by whoever opens the view. */
    void open();

    /** Shows how it is now. */
    void draw();

    /** Shows how it is at the end, and leaves. */
    void close();
}
