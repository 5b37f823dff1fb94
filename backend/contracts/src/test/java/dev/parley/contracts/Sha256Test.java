package dev.parley.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Against the examples of FIPS 180-2, appendix B. */
class Sha256Test {
    private static final byte[] ABC = "abc".getBytes(StandardCharsets.US_ASCII);
    private static final String OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void digestsBytesPiecesAndStreamsAlike() throws Exception {
        assertThat(Sha256.hex(ABC)).isEqualTo(OF_ABC);
        assertThat(HexFormat.of().formatHex(Sha256.of(ABC))).isEqualTo(OF_ABC);
        var pieces = Sha256.begin();
        pieces.update(ABC, 0, 1);
        assertThat(HexFormat.of().formatHex(pieces.digest(new byte[] {'b', 'c'})))
                .isEqualTo(OF_ABC);
        assertThat(Sha256.hex(new ByteArrayInputStream(ABC))).isEqualTo(OF_ABC);
    }

    @Test
    void streamsLongerThanItsBufferAreReadWhole() throws Exception {
        byte[] million = "a".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII);

        assertThat(Sha256.hex(new ByteArrayInputStream(million)))
                .isEqualTo("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    }
}
