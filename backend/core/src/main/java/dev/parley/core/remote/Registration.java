package dev.parley.core.remote;

import dev.parley.core.policy.PolicyTexts;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.policy.dialect.Dialect;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

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
    public static final int LONGEST_URL = 500;
    public static final int LONGEST_KEY = 512;

    /** @throws ParleyException BODY_MALFORMED saying which of them is wrong */
    public Registration {
        name = PolicyTexts.name(name);
        title = PolicyTexts.title(title);
        description = PolicyTexts.description(description);
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
