package dev.parley.core.rest.prompt;

/** What a stream of a prompt's changes is made of. */
sealed interface Frame {
    /** The prompt after a change. */
    record Changed(PromptView view) implements Frame {}

    /** Nothing happened for a while. */
    record Heartbeat() implements Frame {}

    /** Nothing will happen any more; never sent. */
    record End() implements Frame {}
}
