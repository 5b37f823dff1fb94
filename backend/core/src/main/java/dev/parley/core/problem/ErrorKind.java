package dev.parley.core.problem;

/** Who can do something about an error; decides the HTTP status family. */
public enum ErrorKind {
    /** The request is wrong; sending it again unchanged cannot work. */
    USER,
    /** The request was right for a state that no longer holds. */
    CONFLICT,
    /** A part that is needed is away or full; later may work. */
    UNAVAILABLE,
    /** Refused to keep a machine or a person safe. */
    SAFETY,
    /** Our fault. */
    INTERNAL
}
