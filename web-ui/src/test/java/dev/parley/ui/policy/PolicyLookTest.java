package dev.parley.ui.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.contracts.sentence.Language;
import dev.parley.contracts.sentence.SentenceReader;
import dev.parley.core.family.Ability;
import dev.parley.core.family.Attempted;
import dev.parley.core.family.FamilyId;
import dev.parley.core.family.Tries;
import dev.parley.core.policy.PolicyData;
import dev.parley.core.scene.SceneData;
import dev.parley.core.station.StationKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PolicyLookTest {
    private static final String DIGEST = "ab".repeat(32);

    @Test
    void tasksOfOneKindAreOneRowAndOtherVersionsAreNotAmongThem() {
        PolicyLook look = look(List.of(
                attempted("put-red", DIGEST, 7, 10),
                attempted("put-blue", DIGEST, 1, 10),
                attempted("put-blue", "cd".repeat(32), 9, 9)));
        assertThat(look.kinds()).singleElement().satisfies(row -> {
            assertThat(row.name()).isEqualTo("Put something in");
            assertThat(row.rate().text()).isEqualTo("40 % done (22 to 61), 20 tries");
        });
        assertThat(look.scenesTried()).extracting(PolicyLook.Row::name).containsExactly("Bench");
        assertThat(look.olderTries()).isEqualTo(9);
    }

    @Test
    void claimsSayYesOnlyWhereTheIntervalDoesAndNotTriedIsNotNo() {
        assertThat(sign(0, 0)).isEqualTo("Not tried");
        assertThat(sign(4, 4)).isEqualTo("Too few tries");
        assertThat(sign(9, 10)).isEqualTo("Yes");
        assertThat(sign(6, 10)).isEqualTo("Sometimes");
        assertThat(sign(1, 12)).isEqualTo("Mostly not");
        PolicyLook untried = look(List.of());
        assertThat(untried.checklist()).anySatisfy(claim -> {
            assertThat(claim.name()).isEqualTo("Works on a real robot");
            assertThat(claim.evidence()).isEqualTo("not offered");
            assertThat(claim.sign().orElseThrow().word()).isEqualTo("No");
        });
        assertThat(untried.checklist()).anySatisfy(claim -> {
            assertThat(claim.name()).isEqualTo("Bodies");
            assertThat(claim.evidence()).isEqualTo("Arm with a gripper, offered in simulation");
        });
        assertThat(untried.kinds()).isEmpty();
        assertThat(untried.coverage()).as("nothing was asked").doesNotContain("%");
    }

    @Test
    void goalPicturesAreClaimedByWhatWasShownAndNotByWhatThePolicySaysOfItself() {
        assertThat(picture(look(List.of(), List.of(), true))
                        .sign()
                        .orElseThrow()
                        .word())
                .isEqualTo("Not tried");
        PolicyLook shown = look(
                List.of(),
                List.of(
                        new Tries("arm", DIGEST, StationKind.SIMULATOR, 9, 10, 4, 1),
                        new Tries("arm", DIGEST, StationKind.REAL_ROBOT, 0, 3, 0, 0),
                        new Tries("arm", "cd".repeat(32), StationKind.SIMULATOR, 0, 50, 0, 0)),
                true);
        assertThat(picture(shown).evidence()).isEqualTo("n 10");
        assertThat(picture(shown).sign().orElseThrow().word()).isEqualTo("Yes");
        assertThat(picture(look(List.of())).evidence()).isEqualTo("not offered");
    }

    @Test
    void checklistHasEveryClaimInOneOrder() {
        assertThat(look(List.of()).checklist())
                .extracting(Claim::name)
                .containsExactly(
                        "Works in simulation",
                        "Works on a real robot",
                        "Does what is asked in words a judge knows",
                        "Does what is asked in any words",
                        "Works from a goal picture",
                        "Bodies",
                        "Learns from your own recordings");
    }

    private static Claim picture(PolicyLook look) {
        return look.checklist().stream()
                .filter(claim -> claim.name().equals("Works from a goal picture"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void bitsAreShownFromFiveTriedFamiliesOn() {
        List<Attempted> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            all.add(attempted("task-" + i, DIGEST, 9, 10));
        }
        assertThat(look(all).expressive()).isFalse();
        assertThat(look(all).noBits()).startsWith("4 asks");
        all.add(attempted("task-4", DIGEST, 10, 10));
        assertThat(look(all).expressive()).isTrue();
        assertThat(look(all).bits()).isEqualTo("2.3 bits (2.3 to 2.3)");
    }

    /** Of 9 in 10, Wilson's interval begins above one half; of 8 it begins at 0.49, and of 1 in 10 it ends below. */
    @Test
    void flipMeterCountsTheTriesThatWouldChangeTheAnswer() {
        assertThat(flips(9, 10)).contains(new FlipMeter(1, 10, "Yes", "Sometimes"));
        assertThat(flips(90, 100)).hasValueSatisfying(meter -> {
            assertThat(meter.flips()).isEqualTo(31);
            assertThat(meter.at()).isCloseTo(51.7, within(0.1));
            assertThat(meter.sentence())
                    .isEqualTo(
                            "Had 31 tries ended the other way, “Works in simulation” would say “Sometimes” instead of “Yes”.");
        });
        assertThat(flips(0, 100))
                .hasValueSatisfying(meter -> assertThat(meter.now()).isEqualTo("Mostly not"));
        assertThat(flips(4, 4)).as("too few for an answer").isEmpty();
        assertThat(look(List.of()).flips()).isEmpty();
    }

    private static Optional<FlipMeter> flips(int done, int judged) {
        return look(List.of(attempted("put-red", DIGEST, done, judged))).flips();
    }

    @Test
    void mostFrequentFailuresComeFirstAndASingleOneIsNotTold() {
        PolicyLook look = look(List.of(
                attempted("put-red", DIGEST, 7, 10),
                attempted("put-blue", DIGEST, 1, 10),
                attempted("put-green", DIGEST, 0, 2),
                attempted("put-grey", DIGEST, 5, 5)));
        assertThat(look.fails()).extracting(PolicyLook.Failed::words).containsExactly("put-blue", "put-red");
        assertThat(look.fails().getFirst().often()).isEqualTo("not done in 9 of 10");
        assertThat(look.failuresShown()).isFalse();
    }

    private static String sign(int done, int judged) {
        return Claim.of(Ability.of(
                        Ability.Claim.IN_SIMULATION,
                        new Tries("arm", DIGEST, StationKind.SIMULATOR, done, judged, 0, 0)))
                .sign()
                .orElseThrow()
                .word();
    }

    private static Attempted attempted(String task, String digest, int done, int judged) {
        return new Attempted(
                FamilyId.ofTask("bench", task),
                "bench",
                Optional.of(task),
                task,
                new Tries("arm", digest, StationKind.SIMULATOR, done, judged, 0, 0));
    }

    private static PolicyLook look(List<Attempted> attempted) {
        return look(attempted, List.of(), false);
    }

    private static PolicyLook look(List<Attempted> attempted, List<Tries> pictures, boolean takesPictures) {
        return new PolicyLook(
                new PolicyData(
                        "arm",
                        DIGEST,
                        "learned",
                        "Arm",
                        "An arm.",
                        true,
                        takesPictures,
                        "tabletop-arm-6dof",
                        "delta",
                        List.of("bench"),
                        Instant.EPOCH),
                attempted,
                pictures,
                List.of(bench()),
                true,
                "",
                "",
                Optional.empty(),
                true,
                EnumSet.of(StationKind.SIMULATOR));
    }

    private static SceneData bench() {
        return new SceneData(
                "bench",
                "1",
                "Bench",
                "",
                "tabletop-arm-6dof",
                10,
                100,
                List.of(),
                List.of(
                        new SceneData.TaskData("put-red", Map.of("kind", "inside"), "", List.of()),
                        new SceneData.TaskData("put-blue", Map.of("kind", "inside"), "", List.of())),
                List.of(),
                List.of(),
                new SentenceReader(new Language(Map.of(), "please", "please", List.of()), List.of(), List.of()));
    }
}
