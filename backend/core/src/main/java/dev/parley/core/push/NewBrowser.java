package dev.parley.core.push;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * A browser that wants to be told, as it says so itself.
 *
 * @param endpoint where its push service takes messages; whoever knows it can send, so it is a secret
 * @param key the point of the browser's key, 65 bytes
 * @param auth what the browser shared beside it, 16 bytes
 */
public record NewBrowser(URI endpoint, byte[] key, byte[] auth) {
    static final int LONGEST_ENDPOINT = 1_000;
    private static final Pattern PRINTABLE = Pattern.compile("[!-~]+");

    /** @throws ParleyException BODY_MALFORMED or PUSH_REFUSED, naming what is wrong but never the endpoint */
    public static NewBrowser of(String endpoint, String key, String auth) {
        if (endpoint.length() > LONGEST_ENDPOINT || !PRINTABLE.matcher(endpoint).matches()) {
            throw refused("The endpoint is longer than %d characters, or has some that no address has."
                    .formatted(LONGEST_ENDPOINT));
        }
        byte[] point = bytes("keys.p256dh", key);
        try {
            P256.point(point);
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw malformed("keys.p256dh is no point of the curve P-256 (65 bytes, base64url).");
        }
        byte[] shared = bytes("keys.auth", auth);
        if (shared.length != PushEncryption.AUTH_BYTES) {
            throw malformed("keys.auth has %d bytes; it has %d.".formatted(shared.length, PushEncryption.AUTH_BYTES));
        }
        try {
            return new NewBrowser(URI.create(endpoint), point, shared);
        } catch (IllegalArgumentException e) {
            throw refused("The endpoint is no address.");
        }
    }

    /** Names neither the endpoint nor the keys: whoever reads a log must not be able to send. */
    @Override
    public String toString() {
        return "a browser that wants to be told";
    }

    private static byte[] bytes(String field, String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw malformed(field + " is not base64url.");
        }
    }

    private static ParleyException malformed(String detail) {
        return new ParleyException(ErrorCode.BODY_MALFORMED, detail);
    }

    static ParleyException refused(String detail) {
        return new ParleyException(ErrorCode.PUSH_REFUSED, detail);
    }
}
