package dev.parley.core.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.contracts.ComparisonId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The chances of a draw, and the text that is committed to. */
class PairDrawTest {
    private static final int DRAWS = 40_000;

    @Test
    void chancesAddUpToOneAndNoneIsBelowItsEvenShare() {
        Random votes = new Random(7);
        for (int policies = 2; policies < 12; policies++) {
            List<PairDraw.Pair> pairs = pairs(policies);
            Map<PairDraw.Pair, Long> cast = new HashMap<>();
            pairs.forEach(pair -> cast.put(pair, (long) votes.nextInt(1000)));
            List<Double> chances = PairDraw.propensities(pairs, pair -> cast.getOrDefault(pair, 0L), 0.5);
            assertThat(chances.stream().mapToDouble(chance -> chance).sum()).isCloseTo(1, within(1e-12));
            assertThat(chances).allMatch(chance -> chance >= 0.5 / pairs.size());
        }
    }

    @Test
    void pairWithFewVotesIsLikelierThanOneWithMany() {
        List<PairDraw.Pair> pairs = pairs(3);
        List<Double> chances = PairDraw.propensities(pairs, pair -> pair.equals(pairs.get(1)) ? 0 : 99, 0.5);
        assertThat(chances.get(1)).isCloseTo(0.5 / 3 + 0.5 / 1.02, within(1e-12));
        assertThat(chances.getFirst()).isCloseTo(0.5 / 3 + 0.5 * 0.01 / 1.02, within(1e-12));
        assertThat(PairDraw.propensities(pairs, pair -> 5, 1)).containsOnly(1.0 / 3);
    }

    @Test
    void pairsOrderAndSidesAreDrawnAsOftenAsIsLogged() {
        List<PairDraw.Pair> pairs = pairs(3);
        SecureRandom random = new SecureRandom();
        Map<PairDraw.Drawn, Integer> drawn = new HashMap<>();
        for (int i = 0; i < DRAWS; i++) {
            drawn.merge(
                    PairDraw.draw(pairs, pair -> pair.equals(pairs.getFirst()) ? 0 : 3, 0.5, random), 1, Integer::sum);
        }
        // Three pairs, two orders, two sides.
        assertThat(drawn).hasSize(12);
        drawn.forEach((one, times) -> {
            double chance = one.pairPropensity() * one.orderPropensity();
            double tolerance = 6 * Math.sqrt(chance * (1 - chance) / DRAWS);
            assertThat((double) times / DRAWS).isCloseTo(chance, within(tolerance));
        });
        assertThat(drawn.keySet().stream()
                        .mapToDouble(one -> one.pairPropensity() * one.orderPropensity())
                        .sum())
                .isCloseTo(1, within(1e-12));
    }

    @Test
    void shareOfAllPairsAlikeIsAFifthAtLeast() {
        PairDraw.requireEvenShare(0.2);
        PairDraw.requireEvenShare(1);
        for (double wrong : List.of(0.0, 0.19, 1.01, Double.NaN)) {
            assertThatThrownBy(() -> PairDraw.requireEvenShare(wrong)).hasMessageContaining("0.2 to 1");
        }
    }

    @Test
    void commitmentIsTheDigestOfTheTextThatIsShownLater() throws Exception {
        DrawText draw = text();
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(draw.text().getBytes(StandardCharsets.UTF_8));
        assertThat(draw.commitment()).isEqualTo(HexFormat.of().formatHex(digest));
        assertThat(draw.text().lines().map(line -> line.split(" ")[0]))
                .containsExactly(
                        "nonce",
                        "parley-draw",
                        "comparison",
                        "drawn-by",
                        "scene",
                        "seed",
                        "first",
                        "second",
                        "left",
                        "candidates",
                        "pairs",
                        "pair-propensity",
                        "order-propensity");
        assertThat(draw.text())
                .endsWith("\n")
                .matches("(?s)\\p{ASCII}*")
                .contains("\nparley-draw 3\n", "seed 18446744073709551615\n", "\ncandidates 3\npairs 2\n");
        assertThat(draw.text().lines().findFirst().orElseThrow()).matches("nonce [0-9a-f]{64}");
        // The same draw once more is another text: nobody finds it by trying all that are possible.
        assertThat(text().commitment()).isNotEqualTo(draw.commitment());
    }

    private static DrawText text() {
        PairDraw.Pair pair = pairs(2).getFirst();
        return DrawText.of(
                ComparisonId.parse("00000000-0000-4000-8000-000000000001"),
                DrawnBy.PLATFORM,
                "blocks-and-bowls",
                -1,
                new PairDraw.Drawn(pair.one(), pair.other(), false, 0.5, 0.25),
                3,
                2,
                new SecureRandom());
    }

    private static List<PairDraw.Pair> pairs(int policies) {
        List<PairDraw.Pair> pairs = new ArrayList<>();
        for (int i = 0; i < policies; i++) {
            for (int j = i + 1; j < policies; j++) {
                pairs.add(new PairDraw.Pair(policy(i), policy(j)));
            }
        }
        return pairs;
    }

    private static ComparisonPolicy policy(int number) {
        return new ComparisonPolicy(
                "policy-" + number, Integer.toHexString(number).repeat(64).substring(0, 64));
    }
}
