package dev.parley.sim.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;

/** The carried arm network with its first dimension left open, as networks made for batches have it. */
public final class FreedRows {

    // Dimensions as ONNX writes them: 1 by 64 by 64 by 3, by 6, by 384, by 5. An unnamed dimension is as long as one
    // that says 1.
    private static final String ONE = "0a020801";
    private static final String ANY = "0a021200";
    private static final String[] AFTER = {"0a0208400a0208400a020803", "0a020806", "0a03088003", "0a020805"};

    private FreedRows() {}

    /** The artifact of a carried policy as it is. */
    public static byte[] carried(String policy) {
        try (InputStream in = Policies.class.getResourceAsStream("/policies/" + policy + "/policy.onnx")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same network for any number of rows. */
    public static byte[] of(String policy) {
        String hex = HexFormat.of().formatHex(carried(policy));
        for (String after : AFTER) {
            hex = hex.replace(ONE + after, ANY + after);
        }
        return HexFormat.of().parseHex(hex);
    }
}
