package dev.parley.gateway.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What opens a relay for a while, in the manner of coturn ({@code use-auth-secret}; draft-uberti-behave-turn-rest): the server reads in
 * the name until when it is good, and makes the password from the name and the secret that it shares with us. Prints without it.
 *
 * @param username seconds since 1970 at which it expires, and where there is one, a colon and an id that says nothing of anybody
 */
record TurnCredential(String username, String password) {

    /** The algorithm of that draft and the only one of coturn. */
    private static final String HMAC = "HmacSHA1";

    static TurnCredential of(String secret, Instant expires, String id) {
        return signed(secret, expires.getEpochSecond() + ":" + id);
    }

    /** With a name that has no colon, for where a colon is what ends a name. */
    static TurnCredential nameless(String secret, Instant expires) {
        return signed(secret, String.valueOf(expires.getEpochSecond()));
    }

    private static TurnCredential signed(String secret, String username) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), HMAC));
            return new TurnCredential(
                    username, Base64.getEncoder().encodeToString(mac.doFinal(username.getBytes(UTF_8))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA1 is part of every JDK", e);
        }
    }

    @Override
    public String toString() {
        return "TurnCredential[" + username + "]";
    }
}
