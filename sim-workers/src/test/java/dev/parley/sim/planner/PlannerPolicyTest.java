package dev.parley.sim.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.sim.body.Action;
import dev.parley.sim.policy.GoalPicture;
import dev.parley.sim.policy.Policies;
import dev.parley.sim.policy.Policy;
import dev.parley.sim.policy.PolicyCard;
import dev.parley.sim.policy.PolicyException;
import dev.parley.sim.policy.Prompted;
import dev.parley.sim.policy.SentenceEncoder;
import dev.parley.sim.scene.Observation;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.scene.SceneFolder;
import dev.parley.sim.training.Phrasings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The planner over a low-level policy and eyes that the test holds in its hand. */
class PlannerPolicyTest {

    private static final float[] HOME = {0, 0, 0.22f, 0, 0.08f, 1};
    private static final double BORDER = 0.6;

    private static final SceneDescription SCENE = SceneDescription.load("blocks-and-bowls");
    private static final NamedThings THINGS = new NamedThings(SCENE.vocabulary());
    private static final SkillBook BOOK = SkillBook.of(
            SCENE,
            Phrasings.load(SceneFolder.of(SCENE.id())),
            THINGS,
            new SentenceEncoder(),
            new SkillCode(
                    List.of("cube-red", "cube-green", "cube-blue", "bowl-blue", "bowl-orange"),
                    List.of(),
                    List.of("inside")));

    private final Hand hand = new Hand();
    private final Eyes eyes = new Eyes();
    private final PlannerPolicy planner =
            new PlannerPolicy(Policies.card(Policies.USUAL), hand, THINGS, BOOK, eyes, BORDER);

    @Test
    void secondStepBeginsWhenTheFirstLooksDone() {
        planner.begin(
                Prompted.words("put the red cube in the blue bowl and then the green cube in the orange bowl"), 7);
        run(20);
        assertThat(hand.told).containsExactly("put the red cube in the blue bowl");

        eyes.done.add("put-cube-red-in-bowl-blue");
        List<String> notes = run(40);

        assertThat(hand.told)
                .containsExactly("put the red cube in the blue bowl", "put the green cube in the orange bowl");
        assertThat(notes)
                .anyMatch(note -> note.matches("1 of 2 looks done after \\d+ steps \\[done 0\\.95]"))
                .anyMatch(note -> note.matches(
                        "2 of 2: put the green cube in the orange bowl\\. .+, and it looks doable from here"
                                + " \\[match [01]\\.\\d\\d, affordance 0\\.90]"));
    }

    @Test
    void whatIsDoneAlreadyIsNotBegun() {
        eyes.done.add("put-cube-red-in-bowl-blue");
        planner.begin(Prompted.words("put the red cube and the blue cube in the blue bowl"), 7);
        run(5);

        assertThat(hand.told).containsExactly("put the blue cube in the blue bowl");
    }

    @Test
    void ofWhatMayBeDoneInAnyOrderTheMoreLikelyIsDoneFirst() {
        eyes.hard.add("put-cube-red-in-bowl-blue");
        planner.begin(Prompted.words("put the red cube and the blue cube in the blue bowl"), 7);
        run(5);

        assertThat(hand.told).containsExactly("put the blue cube in the blue bowl");
    }

    @Test
    void skillThatComesToNothingIsTriedAgainAndThenGivenUp() {
        planner.begin(
                Prompted.words("put the red cube in the blue bowl and then the green cube in the orange bowl"), 7);
        List<String> notes = run(1200);

        assertThat(hand.told).hasSize(6);
        assertThat(notes)
                .contains("1 of 2: given up after 3 tries", "Nothing is left of the plan: moving back and staying");
    }

    @Test
    void planOfOneStepIsThePersonsOwnSentence() {
        planner.begin(Prompted.words("Kindly deposit the red block in the blue dish"), 7);
        run(5);

        assertThat(hand.told).containsExactly("Kindly deposit the red block in the blue dish");
        assertThat(planner.familiarity().orElseThrow().unfamiliar()).isFalse();
    }

    @Test
    void whatNobodyTaughtItIsLeftAloneAndMarked() {
        planner.begin(Prompted.words("sing a song about the weather"), 7);
        List<String> notes = run(5);

        assertThat(hand.told).isEmpty();
        assertThat(notes).anyMatch(note -> note.contains("nothing that I have learnt is like this"));
        assertThat(planner.familiarity().orElseThrow().unfamiliar()).isTrue();
    }

    @Test
    void signsWithoutWordsAreAskedForNothing() {
        planner.begin(Prompted.words("???"), 7);
        run(5);

        assertThat(hand.told).isEmpty();
        assertThat(planner.familiarity().orElseThrow().unfamiliar()).isTrue();
    }

    @Test
    void whatIsNotToBeDoneIsNotDone() {
        planner.begin(Prompted.words("do not put the red cube in the blue bowl"), 7);
        run(5);

        assertThat(hand.told).isEmpty();
    }

    @Test
    void notesAreTakenOnce() {
        planner.begin(Prompted.words("put the red cube in the blue bowl"), 7);
        planner.act(new Observation(new byte[0], HOME, 0));

        assertThat(planner.notes().getFirst()).isEqualTo("Plan: 1. put the red cube in the blue bowl");
        assertThat(planner.notes()).isEmpty();
    }

    @Test
    void samePromptAndPicturesGiveTheSameChoices() {
        Prompted prompted = Prompted.words("put all cubes in the orange bowl");
        planner.begin(prompted, 7);
        List<String> once = run(50);
        planner.begin(prompted, 7);

        assertThat(run(50)).isEqualTo(once);
    }

    @Test
    void pictureAloneIsRefused() {
        assertThatThrownBy(() -> planner.begin(Prompted.picture(new GoalPicture(1, 1, new byte[3])), 7))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("goes by words");
    }

    private List<String> run(int steps) {
        List<String> notes = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            planner.act(new Observation(new byte[0], HOME, i));
            notes.addAll(planner.notes());
        }
        return notes;
    }

    /** A low-level policy that remembers what it is told. */
    private static final class Hand implements Policy {

        final List<String> told = new ArrayList<>();

        @Override
        public PolicyCard card() {
            return Policies.card(Policies.USUAL);
        }

        @Override
        public void begin(Prompted prompted, long seed) {
            told.add(prompted.words());
        }

        @Override
        public Action act(Observation observation) {
            return new Action(0, 0, 0, 0, 1);
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }

    /** Sees what the test says. */
    private static final class Eyes implements Affordances {

        final Set<String> done = new HashSet<>();
        final Set<String> hard = new HashSet<>();

        @Override
        public List<Affordance> look(Observation observation, List<Skill> skills) {
            return skills.stream().map(skill -> seen(skill.task().id())).toList();
        }

        private Affordance seen(String id) {
            if (done.contains(id)) {
                return new Affordance(0.02, 0.95);
            }
            return new Affordance(hard.contains(id) ? 0.3 : 0.9, 0.03);
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
