package dev.parley.core.uploaded;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What somebody says of a file before they send it.
 *
 * @param sha256 of the file, in 64 lower-case hex digits
 */
public record Declaration(
        String name, String title, String description, long sizeBytes, String sha256, NetworkMapping mapping) {
    public static final int LONGEST_TITLE = 80;
    public static final int LONGEST_DESCRIPTION = 500;

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /** @throws ParleyException BODY_MALFORMED saying which of them is wrong */
    public Declaration {
        require(
                NAME.matcher(name).matches(),
                "name has 1 to 64 lower-case letters, digits and hyphens, and begins with a letter or digit.");
        title = plain("title", title, 1, LONGEST_TITLE);
        description = plain("description", description, 0, LONGEST_DESCRIPTION);
        require(sizeBytes > 0, "sizeBytes is how many bytes the file has, from 1.");
        require(SHA256.matcher(sha256).matches(), "sha256 is the file's SHA-256 in 64 lower-case hex digits.");
    }

    /** Of name, mapping and file: what results belong to. */
    String digest() {
        String all = "uploaded\n" + name + "\n" + NetworkMappingJson.write(mapping) + "\n" + sha256 + "\n";
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String plain(String field, String text, int least, int most) {
        String shown = text.strip();
        require(
                shown.length() >= least
                        && shown.length() <= most
                        && shown.codePoints().noneMatch(Declaration::unseen),
                "%s has %d to %d characters in one line.".formatted(field, least, most));
        return shown;
    }

    private static boolean unseen(int point) {
        int type = Character.getType(point);
        return type == Character.CONTROL
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ParleyException(ErrorCode.BODY_MALFORMED, otherwise);
        }
    }
}
