package dev.parley.core.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.contracts.AuthorId;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** A coin for each voter that nobody throws, and that anybody checks who knows the nonce. */
class VoterSidesTest {
    private static final String NONCE = "5f0c".repeat(16);
    private static final String DRAW = "nonce " + NONCE + "\nparley-draw 3\ncomparison x\nleft first\n";

    @Test
    void aboutHalfOfAllVotersSeeThemTheOtherWayRoundAndEachAlwaysTheSame() {
        long asDrawn = IntStream.range(0, 4_000)
                .mapToObj(VoterSidesTest::voter)
                .filter(voter -> {
                    VoterSides seen = VoterSides.of(DRAW, true, Optional.of(voter));
                    assertThat(VoterSides.of(DRAW, true, Optional.of(voter))).isEqualTo(seen);
                    // What is drawn the other way is seen the other way, by everybody.
                    assertThat(VoterSides.of(DRAW, false, Optional.of(voter)).leftIsFirst())
                            .isNotEqualTo(seen.leftIsFirst());
                    return seen.leftIsFirst();
                })
                .count();
        // Five standard deviations of a fair coin.
        assertThat(asDrawn).isBetween(1_842L, 2_158L);
    }

    @Test
    void voterHasAnotherCoinInEachComparison() {
        String other = DRAW.replace(NONCE, "6a1d".repeat(16));
        long same = IntStream.range(0, 4_000)
                .mapToObj(VoterSidesTest::voter)
                .filter(voter -> VoterSides.of(DRAW, true, Optional.of(voter)).leftIsFirst()
                        == VoterSides.of(other, true, Optional.of(voter)).leftIsFirst())
                .count();
        assertThat(same).isBetween(1_842L, 2_158L);
    }

    @Test
    void anybodyWhoKnowsTheNonceRecomputesThem() throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(HexFormat.of().parseHex(NONCE), "HmacSHA256"));
        AuthorId voter = voter(7);
        String hash =
                HexFormat.of().formatHex(mac.doFinal(("sides " + voter.value()).getBytes(StandardCharsets.US_ASCII)));
        VoterSides seen = VoterSides.of(DRAW, true, Optional.of(voter));
        assertThat(seen.mark()).isEqualTo(hash.substring(0, 16));
        assertThat(seen.leftIsFirst()).isEqualTo(hash.charAt(0) < '8');
    }

    @Test
    void drawsOfBeforeKeepTheSidesTheyPromisedAndSoDoReadersWhomNothingNames() {
        String before = DRAW.replace("parley-draw 3", "parley-draw 2");
        for (boolean drawn : new boolean[] {true, false}) {
            VoterSides asDrawn = new VoterSides(drawn, VoterSides.AS_DRAWN);
            assertThat(VoterSides.of(DRAW, drawn, Optional.empty())).isEqualTo(asDrawn);
            IntStream.range(0, 20)
                    .forEach(i -> assertThat(VoterSides.of(before, drawn, Optional.of(voter(i))))
                            .isEqualTo(asDrawn));
        }
        assertThatThrownBy(() -> VoterSides.of("left first\n", true, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nonce");
    }

    private static AuthorId voter(int i) {
        return new AuthorId(new UUID(0x4000L, 0x8000_0000_0000_0000L + i));
    }
}
