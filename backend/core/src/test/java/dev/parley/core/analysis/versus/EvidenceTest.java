package dev.parley.core.analysis.versus;

import static dev.parley.core.analysis.Reference.EXACT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.core.analysis.Reference;
import dev.parley.core.analysis.versus.Crossings.Blocks;
import dev.parley.core.analysis.versus.Watch.Verdict;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EvidenceTest {
    static Stream<Reference> evidence() {
        return Reference.rows("two-policies", "evidence");
    }

    static Stream<Reference> straightWins() {
        return Reference.rows("two-policies", "straightWins");
    }

    static Stream<Reference> boundary() {
        return Reference.rows("two-policies", "boundary");
    }

    static Stream<Reference> crossings() {
        return Reference.rows("two-policies", "crossings");
    }

    static Stream<Reference> blocks() {
        return Reference.rows("two-policies", "blocks");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("evidence")
    void evidenceOfPartedBlocks(Reference row) {
        assertThat(Evidence.of(row.count("parted"), row.count("won"))).isCloseTo(row.number("evidence"), EXACT);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("straightWins")
    void straightWinsThatSuffice(Reference row) {
        assertThat(Evidence.straightWins(1 / row.number("error"))).isEqualTo(row.count("wins"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("boundary")
    void winsThatSuffice(Reference row) {
        double[] least = row.numbers("least");
        for (int parted = 1; parted <= least.length; parted++) {
            int found = Evidence.leastWins(parted, 1 / row.number("error"));
            if (Double.isNaN(least[parted - 1])) {
                assertThat(found).as("none of %d", parted).isGreaterThan(parted);
            } else {
                assertThat(found).as("of %d", parted).isEqualTo((int) least[parted - 1]);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("crossings")
    void partedBlocksUntilAVerdict(Reference row) {
        Crossings found = Crossings.of(row.number("share"), 1 / row.number("error"), row.count("parted"), false);
        assertThat(found.upBy(row.count("parted"))).isCloseTo(row.number("found"), EXACT);
        assertThat(found.meanWithin(row.count("parted"))).isCloseTo(row.number("mean"), EXACT);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("blocks")
    void blocksUntilAVerdict(Reference row) {
        Blocks found =
                Crossings.ofRates(row.number("first"), row.number("second"), row.number("error"), row.count("blocks"));
        assertThat(found.first()).isCloseTo(row.number("firstFound"), EXACT);
        assertThat(found.second()).isCloseTo(row.number("secondFound"), EXACT);
        assertThat(found.mean()).isCloseTo(row.number("mean"), EXACT);
        assertThat(found.median().isPresent()).isEqualTo(row.has("median"));
        found.median().ifPresent(median -> assertThat(median).isEqualTo(row.count("median")));
    }

    @Test
    void evidenceIsTheIntegralItIsSaidToBe() {
        for (int parted = 0; parted < 40; parted++) {
            for (int won = 0; won <= parted; won++) {
                double[] differences = new double[parted];
                for (int block = 0; block < parted; block++) {
                    differences[block] = block < won ? 1 : -1;
                }
                assertThat(Differences.of(differences).forFirst() / Evidence.of(parted, won))
                        .isCloseTo(1, within(1e-9));
            }
        }
        assertThat(Evidence.of(100_000, 50_000)).isBetween(0.0, 0.01);
        assertThatThrownBy(() -> Evidence.of(3, 4)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whoIsBetterStaysSo() {
        Watch watch = new Watch(0.05);
        assertThat(watch.threshold()).isEqualTo(40);
        for (int block = 0; block < 7; block++) {
            assertThat(watch.add(true, false)).isEqualTo(Verdict.OPEN);
            watch.add(true, true);
        }
        assertThat(watch.add(true, false)).isEqualTo(Verdict.FIRST);
        assertThat(watch.anyTimeP()).isCloseTo(2 / 56.777777777, EXACT);
        for (int block = 0; block < 60; block++) {
            watch.add(false, true);
        }
        assertThat(watch.verdict()).isEqualTo(Verdict.FIRST);
        assertThat(watch.parted()).isEqualTo(68);
        assertThat(watch.blocks()).isEqualTo(75);
        assertThat(watch.won()).isEqualTo(8);
        assertThat(watch.forSecond()).isGreaterThan(40);
        assertThat(watch.forFirst()).isLessThan(1);
    }

    @Test
    void ofManyPoliciesThoseThatAreBetter() {
        // Against five policies at 0.05, the largest must reach 100, or two 50.
        assertThat(FalseDiscoveries.better(new double[] {99, 1, 0.2, 3, 0.1}, 0.05)
                        .isEmpty())
                .isTrue();
        assertThat(FalseDiscoveries.better(new double[] {99, 1, 0.2, 50, 0.1}, 0.05).stream())
                .containsExactly(0, 3);
    }
}
