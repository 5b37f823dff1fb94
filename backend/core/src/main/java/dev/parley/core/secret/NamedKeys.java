package dev.parley.core.secret;

import dev.parley.contracts.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Keys of a setting, each with the name of whoever holds it: kept as SHA-256, which random keys need no salt for, and never
 * written anywhere. They come as {@code Authorization: Bearer KEY}.
 */
public final class NamedKeys {
    private static final int SHORTEST = 32;
    private static final String SCHEME = "Bearer ";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    private final List<Known> known;

    /**
     * @param setting as it is called, for whoever has to put an entry right
     * @param entries {@code NAME:KEY} each
     * @throws IllegalArgumentException naming the entry that is wrong, by its place
     */
    public NamedKeys(String setting, List<String> entries) {
        List<Known> read = new ArrayList<>();
        for (String entry : entries) {
            read.add(known(setting, read.size() + 1, entry.strip(), read));
        }
        this.known = List.copyOf(read);
    }

    public int size() {
        return known.size();
    }

    /**
     * Whose key it is.
     *
     * @param authorization the header of that name
     */
    public Optional<String> holder(Optional<String> authorization) {
        byte[] presented = sha256(authorization
                .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(header -> header.substring(SCHEME.length()).strip())
                .orElse(""));
        // All are compared, each in constant time: how long it takes tells nothing.
        Optional<String> found = Optional.empty();
        for (Known each : known) {
            if (MessageDigest.isEqual(presented, each.sha256())) {
                found = Optional.of(each.name());
            }
        }
        return found;
    }

    private static Known known(String setting, int number, String entry, List<Known> before) {
        int colon = entry.indexOf(':');
        String name = colon < 0 ? "" : entry.substring(0, colon);
        if (!NAME.matcher(name).matches() || entry.length() - colon - 1 < SHORTEST) {
            throw new IllegalArgumentException(
                    "Entry %d of %s must be NAME:KEY, a name of lower-case letters, digits and hyphens and a key of at least %d characters."
                            .formatted(number, setting, SHORTEST));
        }
        if (before.stream().anyMatch(each -> each.name().equals(name))) {
            throw new IllegalArgumentException(
                    "%s has two entries for %s; a name stands for one key.".formatted(setting, name));
        }
        return new Known(name, sha256(entry.substring(colon + 1)));
    }

    private static byte[] sha256(String key) {
        return Sha256.of(key.getBytes(StandardCharsets.UTF_8));
    }

    /** A name and the digest of its key. */
    private record Known(String name, byte[] sha256) {}
}
