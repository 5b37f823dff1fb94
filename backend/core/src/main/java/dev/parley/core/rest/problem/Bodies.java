package dev.parley.core.rest.problem;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.station.WantedBody;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Wishes for a body, as they come over the wire. */
public final class Bodies {
    private Bodies() {}

    /** @throws ParleyException BODY_MALFORMED */
    public static Optional<WantedBody> wanted(@Nullable String word) {
        return Optional.ofNullable(word)
                .map(written -> WantedBody.parse(written)
                        .orElseThrow(() -> new ParleyException(
                                ErrorCode.BODY_MALFORMED,
                                "body is %s, or left out; not \"%s\"."
                                        .formatted(
                                                WantedBody.words(),
                                                written.length() <= 40 ? written : written.substring(0, 40) + "…"))));
    }
}
