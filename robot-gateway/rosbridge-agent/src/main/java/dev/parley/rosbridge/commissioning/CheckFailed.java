package dev.parley.rosbridge.commissioning;

/** A check did not pass; the message says what was seen. */
final class CheckFailed extends Exception {
    CheckFailed(String message) {
        super(message);
    }
}
