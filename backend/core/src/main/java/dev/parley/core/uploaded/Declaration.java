package dev.parley.core.uploaded;

import dev.parley.contracts.Sha256;
import dev.parley.core.policy.PolicyTexts;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * What somebody says of a file before they send it.
 *
 * @param sha256 of the file, in 64 lower-case hex digits
 */
public record Declaration(
        String name, String title, String description, long sizeBytes, String sha256, NetworkMapping mapping) {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /** @throws ParleyException BODY_MALFORMED saying which of them is wrong */
    public Declaration {
        name = PolicyTexts.name(name);
        title = PolicyTexts.title(title);
        description = PolicyTexts.description(description);
        require(sizeBytes > 0, "sizeBytes is how many bytes the file has, from 1.");
        require(SHA256.matcher(sha256).matches(), "sha256 is the file's SHA-256 in 64 lower-case hex digits.");
    }

    /** Of name, mapping and file: what results belong to. */
    String digest() {
        String all = "uploaded\n" + name + "\n" + NetworkMappingJson.write(mapping) + "\n" + sha256 + "\n";
        return Sha256.hex(all.getBytes(StandardCharsets.UTF_8));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ParleyException(ErrorCode.BODY_MALFORMED, otherwise);
        }
    }
}
