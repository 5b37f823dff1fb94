package dev.parley.core.comparison;

import dev.parley.contracts.ComparisonId;
import dev.parley.contracts.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * A draw as the one text that is committed to: lines of ASCII, each ended by a line feed, in a fixed order. The nonce in the first
 * line keeps the few draws that are possible from being tried out; see backend/docs/draw.md for how anybody checks it.
 */
record DrawText(String text) {
    private static final int NONCE_BYTES = 32;

    static DrawText of(
            ComparisonId id,
            DrawnBy drawnBy,
            String sceneId,
            long seed,
            PairDraw.Drawn drawn,
            int candidates,
            int pairs,
            SecureRandom random) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        return new DrawText("nonce " + HexFormat.of().formatHex(nonce) + "\n"
                + "parley-draw 3\n"
                + "comparison " + id + "\n"
                + "drawn-by " + (drawnBy == DrawnBy.PLATFORM ? "platform" : "asker") + "\n"
                + "scene " + sceneId + "\n"
                + "seed " + Long.toUnsignedString(seed) + "\n"
                + "first " + drawn.first().name() + " " + drawn.first().digest() + "\n"
                + "second " + drawn.second().name() + " " + drawn.second().digest() + "\n"
                + "left " + (drawn.leftIsFirst() ? "first" : "second") + "\n"
                + "candidates " + candidates + "\n"
                + "pairs " + pairs + "\n"
                + "pair-propensity " + drawn.pairPropensity() + "\n"
                + "order-propensity " + drawn.orderPropensity() + "\n");
    }

    /** SHA-256 of the text, hex. */
    String commitment() {
        return Sha256.hex(text.getBytes(StandardCharsets.US_ASCII));
    }
}
