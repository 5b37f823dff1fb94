package dev.parley.sim.worker;

/** Where the pictures of an episode are shown while it runs. */
interface LiveView extends AutoCloseable {

    /** Nobody watches. */
    LiveView NONE = new LiveView() {
        @Override
        public void show(int[] argb) {
            // Nobody watches.
        }

        @Override
        public void close() {
            // Nothing was opened.
        }
    };

    /** Shows a picture if there is room for it; neither waits nor keeps the array. */
    void show(int[] argb);

    /** Ends the view; returns at once. */
    @Override
    void close();
}
