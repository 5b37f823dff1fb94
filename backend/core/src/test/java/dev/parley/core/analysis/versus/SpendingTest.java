package dev.parley.core.analysis.versus;

import static dev.parley.core.analysis.Reference.EXACT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.analysis.Reference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SpendingTest {
    static Stream<Reference> spending() {
        return Reference.rows("two-policies", "spending");
    }

    static Stream<Reference> spendingStraightWins() {
        return Reference.rows("two-policies", "spendingStraightWins");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("spending")
    void winsThatSufficeAfterEachBlock(Reference row) {
        double[] least = row.numbers("least");
        String pattern = row.text("pattern");
        Spending test = new Spending(row.number("error"), row.count("blocks"));
        for (int block = 0; block < row.count("blocks"); block++) {
            // Lost throughout, so that the test goes on to its last block.
            test.add(false, pattern.charAt(block % pattern.length()) == '1');
            if (Double.isNaN(least[block])) {
                assertThat(test.leastWins()).as("block %d", block + 1).isGreaterThan(test.parted());
            } else {
                assertThat(test.leastWins()).as("block %d", block + 1).isEqualTo((int) least[block]);
            }
        }
        assertThat(test.spent()).isCloseTo(row.number("spent"), EXACT);
        assertThat(test.better()).isFalse();
    }

    @Test
    void littleIsSpentAfterTenOfFiftyBlocks() {
        Spending test = new Spending(0.05, 50);
        for (int block = 0; block < 10; block++) {
            test.add(false, true);
        }
        assertThat(test.spent()).isCloseTo(Reference.of("two-policies").number("spentAtTen"), EXACT);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("spendingStraightWins")
    void straightWinsThatSuffice(Reference row) {
        Spending test = new Spending(row.number("error"), row.count("blocks"));
        int wins = 1;
        while (!test.add(true, false)) {
            wins++;
        }
        assertThat(wins).isEqualTo(row.count("wins"));
    }

    /** All ways in which a fair coin can fall: exactly as many as allowed end in a verdict. */
    @Test
    void coinThatIsFairIsFoundBetterNoMoreOftenThanAllowed() {
        int blocks = 14;
        int better = 0;
        double spent = 0;
        for (int way = 0; way < 1 << blocks; way++) {
            Spending test = new Spending(0.1, blocks);
            for (int block = 0; block < blocks; block++) {
                boolean won = (way >> block & 1) == 1;
                test.add(won, !won);
            }
            better += test.better() ? 1 : 0;
            spent = test.spent();
        }
        assertThat((double) better / (1 << blocks)).isCloseTo(spent, EXACT);
        assertThat(spent).isLessThanOrEqualTo(0.1);
    }

    @Test
    void studyThatIsFullTakesNoMoreBlocks() {
        Spending test = new Spending(0.05, 1);
        test.add(true, false);
        assertThatThrownBy(() -> test.add(true, false)).hasMessage("all 1 blocks are over");
        assertThatThrownBy(() -> new Spending(0, 10)).isInstanceOf(IllegalArgumentException.class);
    }
}
