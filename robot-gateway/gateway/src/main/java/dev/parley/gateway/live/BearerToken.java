package dev.parley.gateway.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.contracts.Sha256;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What came as {@code Authorization: Bearer}. Prints as nothing, so that it cannot reach a log. */
record BearerToken(String text) {

    /** RFC 6750, section 2.1. */
    private static final Pattern HEADER = Pattern.compile("(?i:Bearer) +([A-Za-z0-9._~+/-]+=*)");

    /** Characters of a token that can hold 128 bits in base64. */
    private static final int LEAST_LENGTH = 22;

    /** @throws ParleyException TOKEN_REFUSED if there is a header and it holds no bearer token of 22 characters or more */
    static Optional<BearerToken> from(@Nullable String authorization) {
        if (authorization == null) {
            return Optional.empty();
        }
        var matcher = HEADER.matcher(authorization.strip());
        if (!matcher.matches() || matcher.group(1).length() < LEAST_LENGTH) {
            throw new ParleyException(
                    ErrorCode.TOKEN_REFUSED,
                    "the Authorization header must be 'Bearer' and a token of at least " + LEAST_LENGTH
                            + " characters");
        }
        return Optional.of(new BearerToken(matcher.group(1)));
    }

    /** What is kept of a token. */
    byte[] digest() {
        return Sha256.of(text.getBytes(UTF_8));
    }

    @Override
    public String toString() {
        return "BearerToken[…]";
    }
}
