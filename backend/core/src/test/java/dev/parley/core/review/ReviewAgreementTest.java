package dev.parley.core.review;

import static dev.parley.core.review.ReviewRig.REVIEWS;
import static dev.parley.core.support.Lab.await;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.contracts.PersonId;
import dev.parley.core.analysis.crowd.Agreement;
import dev.parley.core.analysis.crowd.Agreement.Scale;
import dev.parley.core.support.Accounts.Somebody;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Agreement as it stands, of what was said first and by raters alone. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class ReviewAgreementTest {
    @Inject
    ReviewRig rig;

    @Inject
    ReviewLead lead;

    @BeforeEach
    void nothingWaitsAndNothingWasSaid() {
        rig.emptyDesk();
        rig.run("UPDATE review SET counts = false WHERE kind <> 'GOLD'");
    }

    @Test
    void itIsThatOfTheFirstLabelsWhateverWasSaidLaterAndByWhoeverDecided() {
        Somebody one = rig.rater();
        Somebody other = rig.rater();
        List<String> first = List.of("done", "done", "not-done", "partly", "not-done", "done");
        List<String> second = List.of("done", "not-done", "not-done", "partly", "partly", "done");
        for (int i = 0; i < first.size(); i++) {
            rig.clip();
            rig.judges(one, first.get(i));
            String theirs = rig.judges(other, second.get(i));
            if (!first.get(i).equals(second.get(i))) {
                rig.says(other, theirs, first.get(i)).statusCode(200);
                rig.judges(rig.rater(), "not-done");
            }
        }
        double[][] labels = {{2, 2, 0, 1, 0, 2}, {2, 0, 0, 1, 1, 2}};
        double alpha = Agreement.alpha(labels, Scale.ORDINAL).orElseThrow();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(now(one).getInt("all.clips")).isEqualTo(6));
        JsonPath found = now(one);
        assertThat(found.getDouble("all.ordinal")).isCloseTo(alpha, within(1e-6));
        assertThat(found.getDouble("all.nominal"))
                .isCloseTo(Agreement.alpha(labels, Scale.NOMINAL).orElseThrow(), within(1e-6));
        assertThat(found.getDouble("all.low")).isLessThanOrEqualTo(alpha);
        assertThat(found.getDouble("all.high")).isGreaterThanOrEqualTo(alpha);
        assertThat(found.getInt("all.raters")).isEqualTo(2);
        assertThat(found.getString("all.verdict")).isIn("PUBLISH", "TENTATIVE", "REWRITE");
        assertThat(found.getList("tasks")).hasSize(1);
    }

    @Test
    void taskIsListedFromFiveClipsOnOrItWouldTellWhatFewRatersSaid() {
        Somebody one = rig.rater();
        Somebody other = rig.rater();
        for (int clips = 1; clips <= ReviewAgreement.LEAST_CLIPS; clips++) {
            rig.clip();
            rig.judges(one, "done");
            rig.judges(other, clips == 1 ? "not-done" : "done");
            if (clips == 1) {
                rig.judges(rig.rater(), "done");
            }
            int now = clips;
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(
                            () -> assertThat(now(one).getInt("all.clips")).isEqualTo(now));
            assertThat(now(one).getList("tasks")).hasSize(clips < ReviewAgreement.LEAST_CLIPS ? 0 : 1);
        }
    }

    /** Whatever the names of those who decide, in whose order labels are read. */
    @Test
    void whatWasDecidedHoldsForEverybodyAndIsNoMeritOfWhoDecided() {
        Somebody right = rig.rater();
        Somebody wrong = rig.rater();
        Somebody decides = rig.lead();
        for (int i = 0; i < 4; i++) {
            rig.clip();
            rig.judges(right, "not-done");
            rig.judges(wrong, "done");
            rig.judges(decides, "not-done");
        }
        rig.run("UPDATE person SET name = 'Aaa' WHERE id = '" + decides.id() + "'");
        Map<PersonId, RaterStanding> standings =
                await(lead.raters()).stream().collect(Collectors.toMap(RaterStanding::person, Function.identity()));
        RaterStanding decider = requireNonNull(standings.get(decides.person().id()));
        assertThat(decider.labelled()).isEqualTo(4);
        assertThat(decider.accuracy()).isEmpty();
        // Beta(4, 2), and four labels that are right with 0.98 or with 0.02.
        assertThat(requireNonNull(standings.get(right.person().id())).accuracy().orElseThrow())
                .isCloseTo((3 + 4 * 0.98) / 8, within(1e-9));
        assertThat(requireNonNull(standings.get(wrong.person().id())).accuracy().orElseThrow())
                .isCloseTo((3 + 4 * 0.02) / 8, within(1e-9));
    }

    @Test
    void deskSaysHowFarItIsAndTellsOfNoClip() {
        ReviewLead.Overview before = await(lead.overview());
        rig.clip();
        assertThat(await(lead.overview()).unseen()).isEqualTo(before.unseen() + 1);
        rig.judges(rig.rater(), "done");
        assertThat(await(lead.overview()).open()).isEqualTo(before.open() + 1);
        rig.judges(rig.rater(), "not-done");
        assertThat(await(lead.overview()).disputed()).isEqualTo(before.disputed() + 1);
        rig.judges(rig.rater(), "done");
        assertThat(await(lead.overview()).settled()).isEqualTo(before.settled() + 1);
    }

    private static JsonPath now(Somebody rater) {
        return rater.asks()
                .get(REVIEWS + "/agreement")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
