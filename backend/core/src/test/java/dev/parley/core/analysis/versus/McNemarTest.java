package dev.parley.core.analysis.versus;

import static dev.parley.core.analysis.Reference.EXACT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.core.analysis.Reference;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class McNemarTest {
    static Stream<Reference> paired() {
        return Reference.rows("two-policies", "paired");
    }

    static Stream<Reference> pairedPublished() {
        return Reference.rows("two-policies", "pairedPublished");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("paired")
    void fourNumbersOfAPairedTable(Reference row) {
        McNemar table = new McNemar(row.count("first"), row.count("second"));
        assertThat(table.exact()).isCloseTo(row.number("exact"), EXACT);
        assertThat(table.midP()).isCloseTo(row.number("midP"), EXACT);
        assertThat(table.score()).isCloseTo(row.number("score"), EXACT);
        assertThat(table.correctedScore()).isCloseTo(row.number("correctedScore"), EXACT);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pairedPublished")
    void whatBooksAndPapersPrint(Reference row) {
        McNemar table = new McNemar(row.count("first"), row.count("second"));
        double found = switch (row.text("of")) {
            case "score" -> table.score();
            case "midP" -> table.midP();
            case "exact" -> table.exact();
            default -> throw new IllegalArgumentException(row.text("of"));
        };
        assertThat(found).isCloseTo(row.number("value"), within(0.5001 * Math.pow(10, -row.count("digits"))));
    }
}
