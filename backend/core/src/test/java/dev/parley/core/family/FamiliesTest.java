package dev.parley.core.family;

import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.PromptId;
import dev.parley.core.account.Author;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.episode.EpisodeSearch;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.goalimage.GoalImages;
import dev.parley.core.prompt.Previews;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.prompt.PromptRequest;
import dev.parley.core.prompt.PromptState;
import dev.parley.core.prompt.Prompts;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.station.WantedBody;
import dev.parley.core.support.Lab;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@TestProfile(ReadingSentences.class)
class FamiliesTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String RED_IN_BLUE = "put the red cube in the blue bowl";
    private static final FamilyId RED_IN_BLUE_FAMILY = FamilyId.ofTask(Lab.SCENE, "put-cube-red-in-bowl-blue");

    @Inject
    Lab lab;

    @Inject
    Prompts prompts;

    @Inject
    Previews previews;

    @Inject
    GoalImages goalImages;

    @Inject
    Families families;

    @Inject
    FamilyErasure erasure;

    @Inject
    Pool postgres;

    private StationData station;

    @BeforeEach
    void stationComes() {
        station = lab.station(StationKind.SIMULATOR);
    }

    @Test
    void promptsThatAskForTheSameTaskAreOneFamilyHoweverTheySayIt() {
        PromptData first = lab.ask(Lab.someone(), RED_IN_BLUE);
        PromptData second = lab.ask(Lab.someone(), "Could you move the red cube into the blue bowl, please?");
        PromptData other = lab.ask(Lab.someone(), "put the green cube in the blue bowl");

        assertThat(familyOf(first)).isEqualTo(RED_IN_BLUE_FAMILY).isEqualTo(familyOf(second));
        assertThat(familyOf(other)).isNotEqualTo(RED_IN_BLUE_FAMILY);
        assertThat(await(families.phrasings(RED_IN_BLUE_FAMILY, 10)))
                .extracting(Phrasing::words)
                .contains(RED_IN_BLUE, "Could you move the red cube into the blue bowl, please?");
    }

    @Test
    void wordsThatNoJudgeKnowsGatherByWhatTheyMean() {
        FamilyId waving = familyOf(lab.ask(Lab.someone(), "wave hello to everybody with your gripper"));
        FamilyId greeting = familyOf(lab.ask(Lab.someone(), "wave your gripper to say hello to everybody"));
        FamilyId never = familyOf(lab.ask(Lab.someone(), "never wave your gripper to say hello to everybody"));
        assertThat(greeting).isEqualTo(waving);
        assertThat(never).isNotEqualTo(waving);
        assertThat(await(families.find(waving)).orElseThrow().judge()).isEqualTo("crowd");
    }

    @Test
    void searchFindsByMeaningWhatSharesNoWord() {
        familyOf(lab.ask(Lab.someone(), "stack everything into a tall tower"));
        Found found = await(families.search(new Wanted("build a high pile of blocks", Optional.empty()), 5));
        assertThat(found.byMeaning()).isTrue();
        assertThat(found.families().getFirst().said()).isEqualTo("stack everything into a tall tower");
        assertThat(found.families().getFirst().likeness()).isBetween(0.4, 1.0);

        given().queryParam("q", "tower")
                .get("/api/v1/prompts/search")
                .then()
                .statusCode(200)
                .body("families[0].said", containsString("tower"));
        assertThat(await(families.search(new Wanted("tower", Optional.of("room")), 5))
                        .families())
                .isEmpty();
    }

    @Test
    void tryInSimulationCountsInNoFigureOfTheRobotThatItsFirstWaitsFor() {
        StationData robot = lab.station(StationKind.REAL_ROBOT);
        Author asker = Lab.someone();
        PromptRequest request = new PromptRequest(
                Optional.of("put the green cube in the orange bowl"),
                Optional.empty(),
                Optional.of(Lab.SCENE),
                Optional.of(Lab.POLICY),
                OptionalLong.empty(),
                Optional.of(WantedBody.REAL));
        PromptData first = await(prompts.submit(request, asker));
        PromptData preview = await(previews.of(first.id(), asker)).prompt();
        FamilyId id = familyOf(first);
        lab.runToTheEnd(lab.lease(preview, station));
        AssignmentData onTheRobot = lab.lease(first, robot);
        lab.advance(onTheRobot, 1, EpisodeState.ABORTED);
        familyOf(preview);

        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(await(families.find(id)).orElseThrow().tries())
                                .containsExactlyInAnyOrder(
                                        new Tries(Lab.POLICY, Lab.DIGEST, StationKind.SIMULATOR, 1, 1, 0, 0),
                                        new Tries(Lab.POLICY, Lab.DIGEST, StationKind.REAL_ROBOT, 0, 0, 0, 1)));
    }

    @Test
    void whatAPolicyWasShownIsCountedByVersionAndBody() throws Exception {
        Author asker = Lab.someone();
        assertThat(await(families.byPicture("no-such-policy"))).isEmpty();
        // Other tests may have shown it something.
        Tries before = shownInSimulation();
        for (EpisodeState end : List.of(EpisodeState.TERMINATED, EpisodeState.ABORTED)) {
            PromptRequest request = new PromptRequest(
                    Optional.empty(),
                    Optional.of(await(goalImages.storeRendered(png(), asker))),
                    Optional.of(Lab.SCENE),
                    Optional.of("goal-seeker"),
                    OptionalLong.empty());
            AssignmentData leased = lab.lease(await(prompts.submit(request, asker)), station);
            if (end == EpisodeState.TERMINATED) {
                lab.runToTheEnd(leased);
            } else {
                lab.advance(leased, 1, end);
            }
        }
        await().atMost(SOON).untilAsserted(() -> {
            Tries after = shownInSimulation();
            assertThat(after.done() - before.done()).isEqualTo(1);
            assertThat(after.judged() - before.judged()).isEqualTo(1);
            assertThat(after.censored() - before.censored()).isEqualTo(1);
            assertThat(after.unjudged()).isEqualTo(before.unjudged());
        });
        given().get("/api/v1/policies/goal-seeker/goal-pictures")
                .then()
                .statusCode(200)
                .body("stationKind", hasItem("SIMULATOR"))
                .body("[0].policyVersion.digest", equalTo("ef".repeat(32)));
        given().get("/api/v1/policies/nobodys/goal-pictures").then().statusCode(422);
    }

    private Tries shownInSimulation() {
        return Tries.sum(StationKind.SIMULATOR, await(families.byPicture("goal-seeker")));
    }

    private static byte[] png() throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB), "png", png);
        return png.toByteArray();
    }

    @Test
    void familyCountsHowItsEpisodesEndedWithTheInterval() {
        String asked = "put the blue cube in the orange bowl";
        PromptData done = lab.ask(Lab.someone(), asked);
        FamilyId id = familyOf(done);
        EpisodeId episode = lab.runToTheEnd(lab.lease(done, station)).id();
        PromptData failed = lab.ask(Lab.someone(), asked);
        AssignmentData assignment = lab.lease(failed, station);
        lab.advance(assignment, 1, EpisodeState.ABORTED);
        familyOf(failed);

        await().atMost(SOON).untilAsserted(() -> {
            FamilyData family = await(families.find(id)).orElseThrow();
            assertThat(family.asked()).isEqualTo(2);
            assertThat(family.phrasings()).isEqualTo(1);
            Tries tries = family.tries().getFirst();
            assertThat(tries).isEqualTo(new Tries(Lab.POLICY, Lab.DIGEST, StationKind.SIMULATOR, 1, 1, 0, 1));
            // Wilson's interval of 1 in 1 at 95 %.
            assertThat(tries.interval().orElseThrow().low()).isCloseTo(0.206549, within(1e-6));
            assertThat(tries.interval().orElseThrow().high()).isEqualTo(1);
        });
        assertThat(await(families.clips(id, 10))).contains(episode).hasSize(2);
        assertThat(await(families.episodes(new Wanted(asked, Optional.empty()), EpisodeSearch.newest(5))))
                .contains(episode);
        given().get("/api/v1/policies/" + Lab.POLICY + "/expressivity")
                .then()
                .statusCode(200)
                .body("policyVersion.digest", equalTo(Lab.DIGEST))
                // Tried once: it takes three times to say anything.
                .body("leastTries", equalTo(3));
        given().get("/api/v1/policies/" + Lab.POLICY + "/abilities")
                .then()
                .statusCode(200)
                .body("policyVersion.digest", equalTo(Lab.DIGEST))
                .body("embodiment", equalTo("tabletop-arm-6dof"))
                .body("abilities.claim", hasSize(6))
                .body("abilities[0].claim", equalTo("IN_SIMULATION"))
                .body("abilities[0].judged", greaterThanOrEqualTo(1))
                .body("abilities.find { it.claim == 'ON_A_REAL_ROBOT' }.judged", equalTo(0))
                .body("offeredOn", hasItem("SIMULATOR"))
                .body("abilities.find { it.claim == 'BY_A_GOAL_PICTURE' }.answer", equalTo("NOT_OFFERED"));
        given().get("/api/v1/policies/nobody/abilities").then().statusCode(422);
        given().get("/api/v1/policies/nobody/expressivity")
                .then()
                .statusCode(422)
                .body("code", equalTo("policy-unknown"));
        given().get("/api/v1/families/" + id)
                .then()
                .statusCode(200)
                .body("family.tries[0].done", equalTo(1))
                .body("family.judge", equalTo("scene"))
                .body("episodes", hasItem(episode.toString()));
    }

    @Test
    void promptThatNoEventToldOfIsFoundByTheSweep() {
        PromptData prompt = lab.ask(Lab.someone(), RED_IN_BLUE);
        familyOf(prompt);
        await(postgres.preparedQuery("DELETE FROM prompt_saying WHERE prompt_id = $1")
                .execute(Tuple.of(prompt.id().value())));
        assertThat(familyOf(prompt)).isEqualTo(RED_IN_BLUE_FAMILY);
    }

    @Test
    void erasedWordsThatNobodyElseSaidAreNowhereAndTheOthersStay() {
        String secret = "write my name Zebulon on the table";
        PromptData mine = lab.ask(Lab.someone(), secret);
        PromptData shared = lab.ask(Lab.someone(), RED_IN_BLUE);
        PromptData others = lab.ask(Lab.someone(), RED_IN_BLUE);
        FamilyId gone = familyOf(mine);
        familyOf(shared);
        familyOf(others);
        assertThat(await(families.search(new Wanted("zebulon", Optional.empty()), 5))
                        .families())
                .isNotEmpty();

        await(postgres.withTransaction(transaction -> transaction
                .preparedQuery("UPDATE prompt SET state = 'WITHDRAWN' WHERE id IN ($1, $2)")
                .execute(Tuple.of(mine.id().value(), shared.id().value()))
                .chain(() -> erasure.forget(transaction, List.of(mine.id(), shared.id(), PromptId.random())))));

        assertThat(await(postgres.preparedQuery(
                                        "SELECT 1 FROM saying s, family f WHERE strpos(s.words || f.words, $1) > 0")
                                .execute(Tuple.of("Zebulon")))
                        .size())
                .isZero();
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(await(families.search(new Wanted("zebulon", Optional.empty()), 5))
                            .families())
                    .isEmpty();
            assertThat(await(families.find(gone))).isEmpty();
        });
        assertThat(await(families.of(others.id()))).contains(RED_IN_BLUE_FAMILY);
    }

    @Test
    void refusedPromptsAreNobodysToFind() {
        PromptData refused = lab.ask(Lab.someone(), "my number is 0171 2345678, call me");
        assertThat(refused.state()).isEqualTo(PromptState.REJECTED);
        // Whatever comes after it is looked at after it.
        familyOf(lab.ask(Lab.someone(), RED_IN_BLUE));
        assertThat(await(families.of(refused.id()))).isEmpty();
    }

    @Test
    void nobodyAskedYetIsWhatTheScenesHaveAndNoPromptWants() {
        familyOf(lab.ask(Lab.someone(), RED_IN_BLUE));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(await(families.untried(Optional.of(Lab.SCENE), 100)))
                        .extracting(Untried::taskId)
                        .doesNotContain("put-cube-red-in-bowl-blue"));
        List<Untried> untried = await(families.untried(Optional.empty(), 100));
        assertThat(untried)
                .allSatisfy(task -> assertThat(task.words()).startsWith("put the"))
                .allSatisfy(task -> assertThat(task.reading()).isNotBlank());
        given().queryParam("limit", 0).get("/api/v1/families/untried").then().statusCode(400);
    }

    @Test
    void unknownFamiliesAndEmptySearchesSayWhatWouldBeRight() {
        given().get("/api/v1/families/0123456789abcdef").then().statusCode(404).body("code", equalTo("family-unknown"));
        given().get("/api/v1/families/first").then().statusCode(400);
        given().get("/api/v1/prompts/search").then().statusCode(400);
        given().queryParam("q", "x".repeat(Wanted.LONGEST + 1))
                .get("/api/v1/prompts/search")
                .then()
                .statusCode(400);
        given().queryParam("q", "x".repeat(Wanted.LONGEST))
                .get("/api/v1/prompts/search")
                .then()
                .statusCode(200);
    }

    private FamilyId familyOf(PromptData prompt) {
        return await().atMost(SOON)
                .until(() -> await(families.of(prompt.id())), Optional::isPresent)
                .orElseThrow();
    }

    @Test
    void sixtySearchesAMinuteAreEnoughForOneGuestAndOthersStillMay() {
        String busy = guest();
        for (int search = 0; search < 60; search++) {
            searchAs(busy).statusCode(200);
        }
        // One comes back every second, so the next few may still pass.
        int status = 200;
        for (int search = 0; search < 60 && status == 200; search++) {
            status = searchAs(busy).extract().statusCode();
        }
        assertThat(status).isEqualTo(429);
        searchAs(guest()).statusCode(200);
    }

    private static String guest() {
        return given().post("/api/v1/guests").then().statusCode(201).extract().path("token");
    }

    private static ValidatableResponse searchAs(String guest) {
        return given().header("X-Parley-Guest", guest)
                .queryParam("q", "tower")
                .queryParam("limit", 1)
                .get("/api/v1/prompts/search")
                .then();
    }
}
