package dev.parley.core.dataset;

/** Whoever writes this has no right to it any more: it was cancelled, taken over, or the server ends. */
final class LeaseLost extends RuntimeException {
    LeaseLost() {
        super("the lease of a data set is gone", null, false, false);
    }
}
