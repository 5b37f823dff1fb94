package dev.parley.media.dtls;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/**
 * The digest of a certificate, as a session description names it: the only thing that says who the other side is.
 *
 * @param hash the name of the hash function in SDP, lower case
 * @param digest upper-case bytes parted by colons
 */
public record Fingerprint(String hash, String digest) {

    private static final Map<String, String> FUNCTIONS =
            Map.of("sha-256", "SHA-256", "sha-384", "SHA-384", "sha-512", "SHA-512");

    public Fingerprint {
        if (!FUNCTIONS.containsKey(hash)) {
            throw new IllegalArgumentException("a fingerprint must use sha-256, sha-384 or sha-512, not " + hash);
        }
        if (!digest.matches("[0-9A-F]{2}(:[0-9A-F]{2}){31,63}")) {
            throw new IllegalArgumentException("a fingerprint is bytes in hexadecimal parted by colons");
        }
    }

    /** The value of an {@code a=fingerprint} line: a hash function, a space, a digest. */
    public static Fingerprint parse(String value) {
        String[] parts = value.trim().split(" +", 2);
        if (parts.length != 2) {
            throw new IllegalArgumentException("a fingerprint is a hash function and a digest, not '" + value + "'");
        }
        return new Fingerprint(
                parts[0].toLowerCase(Locale.ROOT), parts[1].trim().toUpperCase(Locale.ROOT));
    }

    /** The SHA-256 fingerprint of an encoded certificate. */
    static Fingerprint of(byte[] certificate) {
        return new Fingerprint("sha-256", digest("sha-256", certificate));
    }

    boolean matches(byte[] certificate) {
        return digest.equals(digest(hash, certificate));
    }

    private static String digest(String hash, byte[] certificate) {
        try {
            byte[] bytes = MessageDigest.getInstance(FUNCTIONS.getOrDefault(hash, hash))
                    .digest(certificate);
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + hash, e);
        }
    }

    @Override
    public String toString() {
        return hash + " " + digest;
    }
}
