package dev.parley.core.family;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.family.Ability.Answer;
import dev.parley.core.family.Ability.Claim;
import dev.parley.core.family.Ability.Flip;
import dev.parley.core.policy.PolicyData;
import dev.parley.core.station.StationKind;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AbilityTest {
    private static final String DIGEST = "ab".repeat(32);
    private static final Set<StationKind> EVERYWHERE = EnumSet.allOf(StationKind.class);

    /** Of 9 in 10, Wilson's interval begins at 0.596, of 8 at 0.490; of 1 in 10 it ends at 0.404, of 2 at 0.510. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, NOT_TRIED",
        "0, 4, TOO_FEW_TRIES",
        "4, 4, TOO_FEW_TRIES",
        "5, 5, YES",
        "9, 10, YES",
        "8, 10, SOMETIMES",
        "2, 10, SOMETIMES",
        "1, 10, MOSTLY_NOT",
        "0, 5, MOSTLY_NOT"
    })
    void answerIsGivenOnlyWhereTheIntervalGivesIt(int done, int judged, Answer answer) {
        assertThat(simulated(done, judged).answer()).isEqualTo(answer);
    }

    @Test
    void flipIsTheFewestTriesThatWouldChangeTheAnswer() {
        assertThat(simulated(9, 10).flip()).contains(new Flip(1, Answer.SOMETIMES));
        assertThat(simulated(90, 100).flip()).contains(new Flip(31, Answer.SOMETIMES));
        assertThat(simulated(0, 100).flip().orElseThrow().then()).isEqualTo(Answer.SOMETIMES);
        assertThat(simulated(4, 4).flip()).isEmpty();
    }

    @Test
    void eachClaimGoesByItsOwnEvidenceAndByThisVersionAlone() {
        List<Attempted> attempted = List.of(
                attempted(Optional.of("put-red"), DIGEST, StationKind.SIMULATOR, 9, 10),
                attempted(Optional.empty(), DIGEST, StationKind.SIMULATOR, 0, 3),
                attempted(Optional.empty(), DIGEST, StationKind.REAL_ROBOT, 6, 6),
                attempted(Optional.of("put-red"), "cd".repeat(32), StationKind.SIMULATOR, 0, 90));
        List<Tries> pictures = List.of(new Tries("arm", DIGEST, StationKind.REAL_ROBOT, 1, 2, 0, 0));
        List<Ability> abilities = Ability.of(policy(true), attempted, pictures, EVERYWHERE);
        assertThat(abilities).extracting(Ability::claim).containsExactly(Claim.values());
        assertThat(abilities)
                .extracting(Ability::judged)
                .as("of any words more were judged on the real robot, and the two are never added up")
                .containsExactly(13, 6, 10, 6, 2, 0);
        assertThat(abilities.getLast().answer()).isEqualTo(Answer.NOT_OFFERED);
        assertThat(Ability.of(policy(false), attempted, pictures, EVERYWHERE).get(4))
                .isEqualTo(new Ability(Claim.BY_A_GOAL_PICTURE, 0, 0, Answer.NOT_OFFERED));
    }

    @Test
    void whatNoStationOfAKindRunsIsNotOfferedThereAndWhatWasDoneStands() {
        List<Attempted> attempted = List.of(attempted(Optional.of("put-red"), DIGEST, StationKind.REAL_ROBOT, 6, 6));
        Set<StationKind> simulated = EnumSet.of(StationKind.SIMULATOR, StationKind.REHEARSAL);
        assertThat(Ability.of(policy(true), List.of(), List.of(), simulated))
                .extracting(Ability::answer)
                .startsWith(Answer.NOT_TRIED, Answer.NOT_OFFERED);
        assertThat(Ability.of(policy(true), List.of(), List.of(), EnumSet.of(StationKind.REAL_ROBOT)))
                .extracting(Ability::answer)
                .startsWith(Answer.NOT_OFFERED, Answer.NOT_TRIED);
        assertThat(Ability.of(policy(true), attempted, List.of(), simulated).get(1))
                .isEqualTo(new Ability(Claim.ON_A_REAL_ROBOT, 6, 6, Answer.YES));
    }

    private static Ability simulated(int done, int judged) {
        return Ability.of(Claim.IN_SIMULATION, new Tries("arm", DIGEST, StationKind.SIMULATOR, done, judged, 0, 0));
    }

    private static Attempted attempted(Optional<String> task, String digest, StationKind kind, int done, int judged) {
        return new Attempted(
                FamilyId.ofTask("bench", task.orElse("none")),
                "bench",
                task,
                "words",
                new Tries("arm", digest, kind, done, judged, 0, 0));
    }

    private static PolicyData policy(boolean takesPictures) {
        return new PolicyData(
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
                Instant.EPOCH);
    }
}
