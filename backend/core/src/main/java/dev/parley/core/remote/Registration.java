package dev.parley.core.remote;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.policy.dialect.Dialect;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What somebody says of their policy server.
 *
 * @param apiKey sent as {@code Authorization: Api-Key} when connecting; kept sealed, shown to nobody
 */
public record Registration(
        String name,
        String title,
        String description,
        URI url,
        Dialect dialect,
        Optional<String> apiKey,
        Mapping mapping) {
    public static final int LONGEST_TITLE = 80;
    public static final int LONGEST_DESCRIPTION = 500;
    public static final int LONGEST_URL = 500;
    public static final int LONGEST_KEY = 512;

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    /** @throws ParleyException BODY_MALFORMED saying which of them is wrong */
    public Registration {
        require(
                NAME.matcher(name).matches(),
                "name has 1 to 64 lower-case letters, digits and hyphens, and begins with a letter or digit.");
        title = plain("title", title, 1, LONGEST_TITLE);
        description = plain("description", description, 0, LONGEST_DESCRIPTION);
        require(url.toString().length() <= LONGEST_URL, "url has at most " + LONGEST_URL + " characters.");
        apiKey.ifPresent(key -> require(
                !key.isBlank() && key.length() <= LONGEST_KEY && key.chars().allMatch(c -> c > ' ' && c < 127),
                "apiKey has 1 to " + LONGEST_KEY + " visible characters of ASCII; leave it out where there is none."));
    }

    /** @throws ParleyException BODY_MALFORMED */
    public static URI url(String text) {
        try {
            return new URI(text.strip());
        } catch (URISyntaxException e) {
            throw new ParleyException(
                    ErrorCode.BODY_MALFORMED,
                    "url is an address such as wss://policy.example.org:8000/; this is none.");
        }
    }

    private static String plain(String field, String text, int least, int most) {
        String shown = text.strip();
        require(
                shown.length() >= least
                        && shown.length() <= most
                        && shown.codePoints().noneMatch(Registration::unseen),
                "%s has %d to %d characters in one line.".formatted(field, least, most));
        return shown;
    }

    /** Controls, and halves of characters. */
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

    /** Without the key. */
    @Override
    public String toString() {
        return name + " at " + url + " (" + dialect + ")";
    }
}
