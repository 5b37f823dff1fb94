package dev.parley.core.problem;

import static java.util.Objects.requireNonNull;

/**
 * An error that a person or a program outside may read: a stable code, a kind, and a sentence that says what was
 * wrong, with which id, and what would be right. Never carries class names, tokens or addresses.
 */
public class ParleyException extends RuntimeException {
    private final ErrorCode code;

    public ParleyException(ErrorCode code, String detail) {
        super(requireNonNull(detail, "detail is null"));
        this.code = requireNonNull(code, "code is null");
    }

    public final ErrorCode code() {
        return code;
    }

    /** The sentence for the reader. */
    public final String detail() {
        return requireNonNull(getMessage());
    }
}
