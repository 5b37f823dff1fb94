package dev.parley.core.owner;

import static dev.parley.core.support.ComparisonRig.COMPARISONS;
import static dev.parley.core.support.ComparisonRig.refused;
import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.parley.contracts.AuthorId;
import dev.parley.core.account.Author;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.audit.Actor;
import dev.parley.core.comparison.Choice;
import dev.parley.core.comparison.Cohort;
import dev.parley.core.comparison.ComparisonData;
import dev.parley.core.comparison.Comparisons;
import dev.parley.core.comparison.DrawnBy;
import dev.parley.core.comparison.NotCounted;
import dev.parley.core.comparison.Reveal;
import dev.parley.core.person.Labs;
import dev.parley.core.person.Role;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.prompt.Prompts;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.station.Stations;
import dev.parley.core.support.Accounts;
import dev.parley.core.support.Accounts.Somebody;
import dev.parley.core.support.ComparisonRig;
import dev.parley.core.support.Lab;
import dev.parley.core.support.SharedScene;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The people of a lab neither ask its policies nor have a say about them, and are not told beforehand which are theirs. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class OwnPoliciesTest {
    @Inject
    Stations stations;

    @Inject
    Accounts accounts;

    @Inject
    Labs labs;

    @Inject
    PolicyOwners owners;

    @Inject
    Comparisons comparisons;

    @Inject
    Prompts prompts;

    @Inject
    ComparisonRig rig;

    @Inject
    Lab lab;

    private SharedScene scene;
    private StationData station;
    private String owner;
    private Somebody member;
    private Somebody outsider;

    @BeforeEach
    void learnedPolicyBelongsToALab() {
        scene = new SharedScene(stations);
        station = scene.stationWithRival(StationKind.SIMULATOR);
        owner = accounts.lab();
        member = accounts.with(Role.OPERATOR, owner);
        outsider = accounts.with(Role.LAB_ADMIN, accounts.lab());
        give(scene.learned(), Optional.of(owner));
    }

    @Test
    void pairWithOnesOwnIsNeverDrawnAndTheDrawSaysAmongHowManyItWas() {
        for (int i = 0; i < 6; i++) {
            ComparisonData drawn = rig.compare(scene.ask(Optional.empty()), author(member));
            assertThat(rig.digests(drawn)).doesNotContain(scene.digestOfLearned());
            Row row = rig.row(drawn);
            assertThat(row.getInteger("candidates")).isEqualTo(2);
            assertThat(row.getInteger("pairs")).isEqualTo(1);
            assertThat(row.getDouble("pair_propensity")).isEqualTo(1);
            assertThat(row.getString("draw")).contains("candidates 2\n", "pairs 1\n");
        }
        assertThat(rig.row(rig.compare(scene.ask(Optional.empty()), author(outsider)))
                        .getInteger("pairs"))
                .isEqualTo(3);
        give(scene.rival(), Optional.of(owner));
        refused(ErrorCode.OWN_POLICY, () -> rig.compare(scene.ask(Optional.empty()), author(member)));
    }

    @Test
    void openComparisonIsTheSameToALabWhosePolicyIsInIt() {
        ComparisonData own = ready(true);
        ComparisonData others = ready(false);
        for (ComparisonData each : List.of(own, others)) {
            assertThat(seen(member, each)).isEqualTo(seen(outsider, each));
            assertThat(offered(member)).contains(each.id().toString());
        }

        Reveal told = rig.vote(own, author(member), Choice.LEFT);
        assertThat(told.own().orElseThrow().notCounted()).contains(NotCounted.OWN_POLICY);
        assertThat(told.tally()).isEmpty();
        assertThat(told.uncounted()).isEqualTo(1);
        assertThat(rig.voteRow(own, author(member)).getBoolean("counts")).isFalse();
        assertThat(rig.vote(others, author(member), Choice.LEFT)
                        .own()
                        .orElseThrow()
                        .notCounted())
                .isEmpty();
        Reveal counted = rig.vote(own, author(outsider), Choice.TIE);
        assertThat(counted.own().orElseThrow().notCounted()).isEmpty();
        assertThat(counted.tally()).containsOnlyKeys(Cohort.ACCOUNT);
        assertThat(rig.vote(own, Lab.someone(), Choice.TIE).tally()).containsOnlyKeys(Cohort.ACCOUNT, Cohort.GUEST);
        member.asks()
                .get(COMPARISONS + own.id())
                .then()
                .body("reveal.own.counts", equalTo(false))
                .body("reveal.own.notCountedBecause", containsString("policy of your own lab"));
    }

    @Test
    void onceItIsClosedALabIsRefusedPlainly() {
        ComparisonData own = ready(true);
        rig.close(own);
        vote(member.asks(), own)
                .statusCode(403)
                .body("code", equalTo("own-policy"))
                .body("detail", containsString("do not vote on theirs"));
        vote(outsider.asks(), own).statusCode(200).body("own.counts", equalTo(false));
    }

    @Test
    void chosenPairEntersNotEvenTheBoardOfChosenPairs() {
        refused(
                ErrorCode.OWN_POLICY,
                () -> rig.compare(scene.ask(Optional.empty()), author(member), scene.learned(), scene.expert()));
        rig.compare(scene.ask(Optional.empty()), author(member), scene.rival(), scene.expert());
        ComparisonData chosen =
                rig.compare(scene.ask(Optional.empty()), Lab.someone(), scene.learned(), scene.expert());
        assertThat(chosen.drawnBy()).isEqualTo(DrawnBy.ASKER);
        rig.runBoth(chosen, station);
        await(comparisons.keep());
        rig.vote(chosen, author(member), Choice.RIGHT);
        assertThat(rig.voteRow(chosen, author(member)).getString("not_counted")).isEqualTo("OWN_POLICY");
        rig.vote(chosen, author(outsider), Choice.RIGHT);
        assertThat(rig.voteRow(chosen, author(outsider)).getString("not_counted"))
                .isEqualTo("CHOSEN_POLICIES");
    }

    @Test
    void askingOnesOwnIsRefusedAndAnOpenAskGoesToAnother() {
        ask(member.asks(), Map.of("policyId", scene.learned()))
                .statusCode(403)
                .body("code", equalTo("own-policy"))
                .body("detail", containsString(scene.learned() + ") belongs to your own lab"));
        ask(outsider.asks(), Map.of("policyId", scene.learned())).statusCode(201);
        ask(given().header("X-Parley-Guest", guest()), Map.of()).body("policyId", equalTo(scene.learned()));
        ask(member.asks(), Map.of()).statusCode(201).body("policyId", equalTo(scene.rival()));
        give(scene.rival(), Optional.of(owner));
        give(scene.expert(), Optional.of(owner));
        ask(member.asks(), Map.of()).statusCode(403).body("detail", containsString("Only policies of your own lab"));
        give(scene.learned(), Optional.empty());
        ask(member.asks(), Map.of("policyId", scene.learned())).statusCode(201);
    }

    @Test
    void clipOfOnesOwnIsJudgedByOthers() {
        AssignmentData assignment =
                lab.lease(await(prompts.submit(scene.ask(Optional.empty()), Lab.someone())), station);
        lab.runToTheEnd(assignment);
        String votes = "/api/v1/episodes/" + assignment.id() + "/votes";
        json(member.asks(), Map.of("success", "yes"))
                .post(votes)
                .then()
                .statusCode(403)
                .body("code", equalTo("own-policy"));
        json(outsider.asks(), Map.of("success", "no"))
                .post(votes)
                .then()
                .statusCode(200)
                .body("tally.yes", equalTo(0))
                .body("tally.no", equalTo(1));
    }

    @Test
    void whatALabVotedBeforeItsPolicyWasKnownToBeTheirsCountsNoMore() {
        give(scene.learned(), Optional.empty());
        ComparisonData own = ready(true);
        ComparisonData others = ready(false);
        for (ComparisonData each : List.of(own, others)) {
            rig.vote(each, author(member), Choice.LEFT);
            rig.vote(each, author(outsider), Choice.LEFT);
        }
        assertThat(rig.votes(own, "counts")).isEqualTo(2);
        give(scene.learned(), Optional.of(owner));
        assertThat(rig.votes(own, "counts")).isEqualTo(1);
        assertThat(rig.voteRow(own, author(member)).getString("not_counted")).isEqualTo("OWN_POLICY");
        assertThat(rig.votes(others, "counts")).isEqualTo(2);
        give(scene.learned(), Optional.empty());
        assertThat(rig.votes(own, "counts")).isEqualTo(1);
    }

    /** One that is open for votes and has the lab's policy in it, or has not. */
    private ComparisonData ready(boolean withOwn) {
        for (int i = 0; i < 60; i++) {
            ComparisonData drawn = rig.compare(scene.ask(Optional.empty()), Lab.someone());
            if (rig.digests(drawn).contains(scene.digestOfLearned()) == withOwn) {
                rig.runBoth(drawn, station);
                await(comparisons.keep());
                return rig.state(drawn);
            }
        }
        throw new AssertionError("two pairs of three have it, and 60 draws were all of the other kind");
    }

    /** All that is told of it, but for the word for this reader's own sides. */
    private static Map<String, Object> seen(Somebody who, ComparisonData comparison) {
        Map<String, Object> seen = new HashMap<>(who.asks()
                .get(COMPARISONS + comparison.id())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .<String, Object>getMap("$"));
        assertThat(seen.remove("sides")).isNotNull();
        assertThat(seen.get("reveal")).isNull();
        return seen;
    }

    private static List<String> offered(Somebody who) {
        return who.asks().get("/api/v1/comparisons?limit=100").then().extract().path("id");
    }

    private static ValidatableResponse vote(RequestSpecification as, ComparisonData comparison) {
        return json(as, Map.of("choice", "left"))
                .post(COMPARISONS + comparison.id() + "/votes")
                .then();
    }

    private ValidatableResponse ask(RequestSpecification as, Map<String, String> more) {
        Map<String, String> body = new HashMap<>(more);
        body.put("instruction", SharedScene.WORDS);
        body.put("sceneId", scene.id());
        return json(as, body).post("/api/v1/prompts").then();
    }

    private static RequestSpecification json(RequestSpecification as, Map<String, ?> body) {
        return as.contentType(ContentType.JSON).body(body);
    }

    private static String guest() {
        return given().post("/api/v1/guests").then().statusCode(201).extract().path("token");
    }

    private void give(String policy, Optional<String> lab) {
        await(owners.set(policy, lab.map(name -> await(labs.require(name))), Actor.platform(), "for a test"));
    }

    private static Author author(Somebody who) {
        return new Author(new AuthorId(who.person().id().value()), "net-" + who.id());
    }
}
