package dev.parley.core.prompt;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.contracts.Sha256;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * By which a program asks once, however often it has to send: what comes again under the same key of the same person is the same
 * prompt ({@code Idempotency-Key}).
 *
 * @param text 1 to 200 visible ASCII characters
 */
public record OnceKey(String text) {
    /** As told to programs. */
    public static final String PATTERN = "^[!-~]{1,200}$";

    private static final Pattern VISIBLE = Pattern.compile("[!-~]{1,200}");

    /** @throws ParleyException BODY_MALFORMED */
    public OnceKey {
        if (!VISIBLE.matcher(text).matches()) {
            throw new ParleyException(
                    ErrorCode.BODY_MALFORMED,
                    "An Idempotency-Key has 1 to 200 visible ASCII characters without spaces, for example a random UUID; this one has %d characters or others."
                            .formatted(text.length()));
        }
    }

    /** What is kept of the key itself. */
    byte[] digest() {
        return Sha256.of(text.getBytes(UTF_8));
    }

    /** What is kept of what is asked under it: tells the same from another, and nothing to whoever does not know the key. */
    byte[] digest(PromptRequest request) {
        MessageDigest sha = Sha256.begin();
        add(sha, Optional.of(text));
        add(sha, request.instruction());
        add(sha, request.goalImage().map(Object::toString));
        add(sha, request.sceneId());
        add(sha, request.policyName());
        add(
                sha,
                request.seed().isPresent()
                        ? Optional.of(Long.toUnsignedString(request.seed().getAsLong()))
                        : Optional.empty());
        add(sha, request.wantedBody().map(Enum::name));
        return sha.digest();
    }

    /** With its length before it, so that no two fields together read as two others. */
    private static void add(MessageDigest sha, Optional<String> field) {
        byte[] bytes = field.map(text -> text.getBytes(UTF_8)).orElse(new byte[0]);
        sha.update((field.isPresent() ? bytes.length + ":" : "-").getBytes(UTF_8));
        sha.update(bytes);
    }

    /** Whoever reads a log must not be able to ask under it. */
    @Override
    public String toString() {
        return "idempotency key";
    }
}
