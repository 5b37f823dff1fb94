package dev.parley.server;

import sun.misc.Signal;

/**
 * Ctrl-C and the polite kill. The virtual machine's own answer runs all shutdown hooks at once, in no order; the server
 * wants its stations drained while it still serves them, so it ends by the normal way instead.
 */
final class Signals {
    private Signals() {}

    /** Calls {@code end} on a thread of its own at SIGINT, SIGTERM or SIGHUP; it must be safe to call more than once. */
    static void onEndRequest(Runnable end) {
        for (String name : new String[] {"INT", "TERM", "HUP"}) {
            Signal.handle(new Signal(name), signal -> end.run());
        }
    }
}
