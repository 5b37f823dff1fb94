package dev.parley.ui.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.ui.chart.Plot.Series;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PlotTest {
    private static final Pattern PER_CENT = Pattern.compile("(?:x1|x2|cx|x)=\"([-0-9.]+)%\"");

    @Test
    void whatIsSaidIsEscapedAndNothingCarriesAStyle() {
        String svg = new Plot("a \"b\" <c> & d", Axis.percent("x"), Axis.percent("y"), 200)
                .line(Series.FIRST, List.of(new double[] {0, 0}, new double[] {1, 1}))
                .drawn()
                .getValue();
        assertThat(svg).contains("aria-label=\"a &quot;b&quot; &lt;c&gt; &amp; d\"");
        // The pages' policy lets no inline style through.
        assertThat(svg).doesNotContain("style=").doesNotContain("<c>");
        assertThat(svg).endsWith("</svg>").contains("height=\"200\"");
    }

    @Test
    void everythingLiesInsideWhateverTheNumbersAre() {
        String svg = new Plot("outside", Axis.percent("x"), Axis.percent("y"), 300)
                .point(Series.SECOND, new Plot.Spread(1.4, -3, 9), new Plot.Spread(0, -1, 2), "1")
                .dot(Series.FIRST, -5, 5)
                .label(Series.THIRD, 2, 2, "end")
                .diagonal()
                .drawn()
                .getValue();
        Matcher places = PER_CENT.matcher(svg);
        int found = 0;
        while (places.find()) {
            found++;
            assertThat(Double.parseDouble(places.group(1))).isBetween(0.0, 100.0);
        }
        assertThat(found).isGreaterThan(10);
    }

    /** Lines that run along the top, such as shares near all, do not run through words. */
    @Test
    void titleOfTheUprightAxisStandsAboveEverythingThatIsDrawn() {
        String svg = new Plot("high", Axis.percent("x"), Axis.percent("so many of all"), 280)
                .line(Series.FIRST, List.of(new double[] {0, 1}, new double[] {1, 1}))
                .dot(Series.FIRST, 0, 1)
                .label(Series.FIRST, 0, 1, "all")
                .drawn()
                .getValue();
        double title = number(svg, "y=\"([-0-9.]+)\">so many of all<");
        double dot = number(svg, "cy=\"([-0-9.]+)\"");
        double label = number(svg, "y=\"([-0-9.]+)\" dy=\"-6\">all<");
        // A dot reaches 6 up and its rim one more, a letter of this size 9; below its line it reaches 3.
        assertThat(dot - 7).isGreaterThan(title + 3);
        assertThat(label - 6 - 9).isGreaterThan(title + 3);
        assertThat(title).isGreaterThan(9);
    }

    private static double number(String svg, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(svg);
        assertThat(found.find()).as(pattern).isTrue();
        return Double.parseDouble(found.group(1));
    }

    @Test
    void countsHaveRoundTicksThatEndWithinTheAxis() {
        assertThat(Axis.counts("n", 600).ticks()).extracting(Axis.Tick::text).containsExactly("0", "200", "400", "600");
        assertThat(Axis.counts("n", 1000).ticks()).hasSize(6);
        assertThat(Axis.counts("n", 3).ticks()).extracting(Axis.Tick::text).containsExactly("0", "1", "2", "3");
        assertThat(Axis.counts("n", 0).most()).isEqualTo(1);
        assertThatThrownBy(() -> new Axis("n", 1, 1, List.of())).hasMessageContaining("length");
    }
}
