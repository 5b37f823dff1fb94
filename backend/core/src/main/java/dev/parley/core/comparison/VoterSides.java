package dev.parley.core.comparison;

import dev.parley.contracts.AuthorId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * On which side one reader sees the first of the two: as it was drawn, or the other way round, by a hash of who reads under the
 * draw's own nonce. So every voter has a fair coin of their own, nobody can tell it before the reveal, and after it anybody who
 * knows their id can check that it was not chosen. Readers whom nothing names see the sides as drawn.
 *
 * @param mark what the hash begins with, 16 hex digits, or {@link #AS_DRAWN}; a vote that brings it is for these sides and no others
 */
record VoterSides(boolean leftIsFirst, String mark) {
    static final String AS_DRAWN = "as-drawn";

    /** Since this version of the draw's text; those before it promised the same sides to everybody. */
    private static final int TURNS_SINCE = 3;

    private static final int MARK_BYTES = 8;
    private static final Pattern HEAD = Pattern.compile("nonce ([0-9a-f]{64})\nparley-draw ([0-9]+)\n");

    /** @param draw the text that was committed to */
    static VoterSides of(String draw, boolean drawnLeftIsFirst, Optional<AuthorId> reader) {
        Matcher head = HEAD.matcher(draw);
        if (!head.lookingAt()) {
            throw new IllegalArgumentException("a draw begins with its nonce and its version");
        }
        if (reader.isEmpty() || Integer.parseInt(head.group(2)) < TURNS_SINCE) {
            return new VoterSides(drawnLeftIsFirst, AS_DRAWN);
        }
        byte[] hash = hmac(HexFormat.of().parseHex(head.group(1)), "sides " + reader.orElseThrow());
        boolean turned = hash[0] < 0;
        return new VoterSides(drawnLeftIsFirst != turned, HexFormat.of().formatHex(Arrays.copyOf(hash, MARK_BYTES)));
    }

    private static byte[] hmac(byte[] nonce, String message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(nonce, "HmacSHA256"));
            return mac.doFinal(message.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
