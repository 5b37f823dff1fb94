package dev.parley.core.analysis.crowd;

import static dev.parley.core.analysis.Reference.EXACT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.core.analysis.Reference;
import dev.parley.core.analysis.crowd.Confusions.Smoothing;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TruthTest {
    private static final Reference FILE = Reference.of("raters");

    private static List<Label> sixRaters() {
        return FILE.at("oneCoin").all("labels").stream()
                .map(Reference::counts)
                .map(one -> new Label(one[0], one[1], one[2]))
                .toList();
    }

    private static double correct(List<Double> success) {
        int[] truth = FILE.at("oneCoin").counts("truth");
        return IntStream.range(0, truth.length)
                        .filter(item -> success.get(item) > 0.5 == (truth[item] == 1))
                        .count()
                / (double) truth.length;
    }

    @Test
    void ratersWithACoinEach() {
        Reference row = FILE.at("oneCoin");
        OneCoin found = OneCoin.of(sixRaters());
        for (int rater = 0; rater < 6; rater++) {
            assertThat(found.right().get(rater)).as("rater %d", rater).isCloseTo(row.numbers("right")[rater], EXACT);
        }
        assertThat(found.share()).isCloseTo(row.number("share"), EXACT);
        assertThat(found.rounds()).isEqualTo(row.count("rounds"));
        assertThat(correct(found.success())).isCloseTo(row.number("correct"), EXACT);
        for (int item = 0; item < 10; item++) {
            assertThat(found.success().get(item)).isCloseTo(row.numbers("firstTen")[item], EXACT);
        }
        assertThat(found.settled(0)).isTrue();
        assertThat(found.settled(4)).isFalse();
    }

    @Test
    void majorityIsWrongWhereSomebodyIsMostlyWrong() {
        double[] balance = new double[40];
        sixRaters().forEach(label -> balance[label.item()] += label.label() == 1 ? 1 : -1);
        List<Double> majority = IntStream.range(0, 40)
                .mapToObj(item -> balance[item] > 0 ? 1.0 : 0.0)
                .toList();
        assertThat(correct(majority)).isCloseTo(FILE.at("oneCoin").number("majorityCorrect"), EXACT);
        assertThat(correct(majority)).isLessThan(correct(OneCoin.of(sixRaters()).success()));
    }

    @Test
    void reviewHoldsWhateverRatersSay() {
        double[] reviewed = new double[40];
        java.util.Arrays.fill(reviewed, Double.NaN);
        reviewed[3] = 1;
        OneCoin found = OneCoin.of(sixRaters(), reviewed, 0.98);
        assertThat(found.success().get(3)).isEqualTo(0.98);
        assertThat(OneCoin.of(sixRaters()).success().get(3)).isLessThan(0.01);
    }

    @Test
    void spammersAreFound() {
        Reference row = FILE.at("spammers");
        Spammers found = Spammers.of(sixRaters());
        for (int rater = 0; rater < 6; rater++) {
            assertThat(found.meant().get(rater)).as("rater %d", rater).isCloseTo(row.numbers("meant")[rater], EXACT);
        }
        for (int item = 0; item < 5; item++) {
            assertThat(found.success().get(item)).isCloseTo(row.numbers("firstFive")[item], EXACT);
        }
        assertThat(found.rounds()).isEqualTo(row.count("rounds"));
        assertThat(correct(found.success())).isCloseTo(row.number("correct"), EXACT);
    }

    @Test
    void thirdLabelIsRefusedWhereThereAreTwo() {
        List<Label> third = List.of(new Label(0, 0, 2));
        assertThatThrownBy(() -> OneCoin.of(third)).hasMessage("label 2 is neither 0 nor 1");
        assertThatThrownBy(() -> Spammers.of(third)).hasMessage("label 2 is neither 0 nor 1");
        assertThatThrownBy(() -> new Label(-1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Label> anaesthetists() {
        List<Label> labels = new ArrayList<>();
        List<Reference> patients = FILE.at("anaesthetists").all("labels");
        for (int patient = 0; patient < patients.size(); patient++) {
            String[] observers =
                    patients.get(patient).toString().replace("\"", "").split(" ");
            for (int observer = 0; observer < observers.length; observer++) {
                for (char label : observers[observer].toCharArray()) {
                    labels.add(new Label(patient, observer, label - '1'));
                }
            }
        }
        return labels;
    }

    @Test
    void anaesthetistsOfDawidAndSkene() {
        Reference row = FILE.at("anaesthetists");
        Confusions found = Confusions.of(anaesthetists(), 4, Smoothing.NONE);
        assertThat(found.logLikelihood()).isCloseTo(row.number("logLikelihood"), EXACT);
        assertThat(found.rounds()).isEqualTo(row.count("rounds"));
        for (int is = 0; is < 4; is++) {
            assertThat(found.share(is)).isCloseTo(row.numbers("shares")[is], EXACT);
            assertThat(found.share(is)).isCloseTo(row.numbers("publishedShares")[is], within(0.005));
            for (int said = 0; said < 4; said++) {
                assertThat(found.confusion(0, is, said))
                        .isCloseTo(row.all("first").get(is).numbers()[said], within(5.1e-5));
                assertThat(found.confusion(1, is, said))
                        .isCloseTo(row.all("second").get(is).numbers()[said], within(5.1e-5));
            }
        }
        assertThat(IntStream.range(0, 45).map(patient -> found.label(patient) + 1))
                .containsExactly(IntStream.of(row.counts("found")).boxed().toArray(Integer[]::new));
        for (int patient : new int[] {7, 35, 38}) {
            double[] wanted = row.at("unsure").numbers(String.valueOf(patient));
            for (int is = 0; is < 4; is++) {
                assertThat(found.truth(patient - 1, is)).isCloseTo(wanted[is], within(5.1e-4));
            }
        }
    }

    @Test
    void majorityOfTheAnaesthetistsDiffersOnThreePatients() {
        Confusions found = Confusions.of(anaesthetists(), 4, Smoothing.NONE);
        List<Integer> other = new ArrayList<>();
        for (int patient = 0; patient < 45; patient++) {
            int[] votes = new int[4];
            for (Label label : anaesthetists()) {
                if (label.item() == patient) {
                    votes[label.label()]++;
                }
            }
            int most = 0;
            for (int is = 1; is < 4; is++) {
                most = votes[is] > votes[most] ? is : most;
            }
            if (most != found.label(patient)) {
                other.add(patient + 1);
            }
        }
        assertThat(other)
                .containsExactly(IntStream.of(FILE.at("anaesthetists").counts("otherThanMajority"))
                        .boxed()
                        .toArray(Integer[]::new));
    }

    @Test
    void smoothingLetsARaterStillSayWhatTheyNeverSaid() {
        Confusions found = Confusions.of(anaesthetists(), 4, Smoothing.USUAL);
        assertThat(found.confusion(0, 0, 3)).isGreaterThan(0);
        assertThat(found.rounds()).isPositive();
        assertThatThrownBy(() -> Confusions.of(anaesthetists(), 3, Smoothing.NONE))
                .hasMessage("labels of 3 classes are from 0 to 2");
    }
}
