package dev.parley.policy.link;

/** One whole message of a WebSocket. */
sealed interface Message {
    @SuppressWarnings("ArrayRecordComponent")
    record Binary(byte[] bytes) implements Message {}

    record Words(String text) implements Message {}

    /** The other side ended the connection, or broke a rule so that this side did. Nothing follows. */
    record Ended(LinkFault fault) implements Message {}
}
