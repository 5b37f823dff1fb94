package dev.parley.rosbridge.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.station.journal.DurableFile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Names for people that tell one from another and nobody who they are: what an episode says of its operator is public. The key stays in the lab. */
final class Pseudonyms {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final int SHOWN_BYTES = 4;

    private final SecretKeySpec key;

    private Pseudonyms(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** @param file with the key; made when absent */
    static Pseudonyms open(Path file) throws IOException {
        Optional<byte[]> kept = DurableFile.read(file);
        if (kept.isPresent() && kept.get().length == KEY_BYTES) {
            return new Pseudonyms(kept.get());
        }
        byte[] fresh = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(fresh);
        DurableFile.write(file, fresh);
        return new Pseudonyms(fresh);
    }

    /** The same for the same name, however it is capitalised. */
    String of(String name) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] digest = mac.doFinal(name.strip().toLowerCase(Locale.ROOT).getBytes(UTF_8));
            return "operator-" + HexFormat.of().formatHex(digest, 0, SHOWN_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
