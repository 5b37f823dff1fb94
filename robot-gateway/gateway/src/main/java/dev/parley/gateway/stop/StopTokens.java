package dev.parley.gateway.stop;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.contracts.PersonId;
import dev.parley.core.audit.Actor;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.secret.SecretKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tokens that let a named person stop stations until they expire. Signed, not stored: any replica checks one without a
 * database, since a stop must work when everything else does not. They stop and never enable. Thread-safe.
 */
@ApplicationScoped
public class StopTokens {
    private static final String PREFIX = "pls2.";
    private static final int SIGNATURE_BYTES = 32;
    private static final int MOST_CHARACTERS = 1024;

    private final byte[] key;
    private final Clock clock;

    @Inject
    public StopTokens(SecretKeys keys, Clock clock) {
        key = keys.keyFor("stop-token");
        this.clock = clock;
    }

    /** For whoever holds a key of this name. */
    public String mint(String by, Duration ttl) {
        return mint(Actor.key(by), ttl);
    }

    /** @param by who may use it, as it will stand in the audit; with a name of 1 to 80 characters */
    public String mint(Actor by, Duration ttl) {
        if (by.name().isBlank() || by.name().length() > 80) {
            throw new IllegalArgumentException(
                    "a stop token names a person in 1 to 80 characters, not \"" + by.name() + "\"");
        }
        byte[] claim = claim(clock.instant().plus(ttl).getEpochSecond(), by);
        return PREFIX
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(ByteBuffer.allocate(SIGNATURE_BYTES + claim.length)
                                .put(sign(claim))
                                .put(claim)
                                .array());
    }

    /**
     * @return who stops
     * @throws ParleyException TOKEN_REFUSED unless it is one of ours and still good
     */
    public Actor verify(String token) {
        byte[] bytes = decode(token);
        if (bytes.length <= SIGNATURE_BYTES + Long.BYTES) {
            throw refused();
        }
        ByteBuffer parts = ByteBuffer.wrap(bytes);
        byte[] signature = new byte[SIGNATURE_BYTES];
        parts.get(signature);
        byte[] claim = new byte[parts.remaining()];
        parts.get(claim);
        if (!MessageDigest.isEqual(signature, sign(claim))) {
            throw refused();
        }
        if (clock.instant().getEpochSecond() >= ByteBuffer.wrap(claim).getLong()) {
            throw new ParleyException(
                    ErrorCode.TOKEN_REFUSED, "this stop token has expired; use the stop at the station itself");
        }
        return actor(new String(claim, Long.BYTES, claim.length - Long.BYTES, UTF_8));
    }

    /** The name comes last, since it may hold anything. */
    private static Actor actor(String claim) {
        String[] parts = claim.split("\n", 4);
        return new Actor(
                parts[0].isEmpty() ? Optional.empty() : Optional.of(PersonId.parse(parts[0])),
                parts[3],
                parts[1],
                parts[2]);
    }

    private static byte[] claim(long expiresEpochSecond, Actor by) {
        byte[] name = String.join(
                        "\n", by.person().map(PersonId::toString).orElse(""), by.role(), by.network(), by.name())
                .getBytes(UTF_8);
        return ByteBuffer.allocate(Long.BYTES + name.length)
                .putLong(expiresEpochSecond)
                .put(name)
                .array();
    }

    private byte[] sign(byte[] claim) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(claim);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
        }
    }

    private static byte[] decode(String token) {
        if (!token.startsWith(PREFIX) || token.length() > MOST_CHARACTERS) {
            throw refused();
        }
        try {
            return Base64.getUrlDecoder().decode(token.substring(PREFIX.length()));
        } catch (IllegalArgumentException notBase64) {
            throw refused();
        }
    }

    private static ParleyException refused() {
        return new ParleyException(
                ErrorCode.TOKEN_REFUSED, "stopping needs 'Authorization: Bearer' and an operator's stop token");
    }
}
