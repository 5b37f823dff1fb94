package dev.parley.core.rest.problem;

import dev.parley.core.audit.Deed;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Fields of request bodies that have to be there. */
public final class Given {
    private Given() {}

    /** @throws ParleyException BODY_MALFORMED, naming the field */
    public static <T> T field(String name, @Nullable T value) {
        if (value == null) {
            throw new ParleyException(ErrorCode.BODY_MALFORMED, "The field \"%s\" is missing.".formatted(name));
        }
        return value;
    }

    /**
     * Why somebody does something that is kept in the audit.
     *
     * @throws ParleyException BODY_MALFORMED
     */
    public static String reason(@Nullable String text) {
        String why = field("reason", text).strip();
        if (why.isEmpty() || why.length() > Deed.LONGEST_REASON) {
            throw new ParleyException(
                    ErrorCode.BODY_MALFORMED,
                    "A reason has 1 to %d characters; whoever reads the audit later wants to know."
                            .formatted(Deed.LONGEST_REASON));
        }
        return why;
    }

    /** @throws ParleyException BODY_MALFORMED, naming what can be chosen */
    public static <E extends Enum<E>> E oneOf(String name, @Nullable String text, Class<E> choices) {
        String wanted = field(name, text);
        return Arrays.stream(choices.getEnumConstants())
                .filter(each -> each.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new ParleyException(
                        ErrorCode.BODY_MALFORMED,
                        "%s is one of %s.".formatted(name, List.of(choices.getEnumConstants()))));
    }

    /** @throws ParleyException BODY_MALFORMED, with an example */
    public static Optional<Instant> time(String name, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text.strip()).toInstant());
        } catch (DateTimeException e) {
            throw new ParleyException(
                    ErrorCode.BODY_MALFORMED, "%s is a time such as 2026-11-22T09:30:00Z.".formatted(name));
        }
    }
}
