package dev.parley.sim.planner;

import dev.parley.sim.policy.Policies;
import dev.parley.sim.policy.Policy;
import dev.parley.sim.policy.Prompted;
import dev.parley.sim.scene.Conditions;
import dev.parley.sim.scene.Observation;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.scene.SeededRandom;
import dev.parley.sim.scene.SimulatedScene;
import dev.parley.sim.task.Judge;
import dev.parley.sim.task.Predicate;
import dev.parley.sim.task.Task;
import dev.parley.sim.task.TaskVocabulary;
import dev.parley.sim.training.Arguments;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Main: lets a policy try the skills of a scene one after the other, as a planner would, and writes down what was seen and how each
 * try ended: what the planner's network learns from. The simulator's state is read here, to label what was seen, and nowhere else.
 */
public final class TrySkills {

    private static final String USAGE = "--policy NAME --scene ID --out DIR --episodes N [--first-seed 1000000]";
    private static final int SKILLS_AN_EPISODE = 3;
    private static final int STEPS_A_SKILL = 110;
    private static final int STEPS_BACK = 40;
    private static final int SEEN_EVERY = 3;
    private static final int NONE = -1;

    private final SimulatedScene scene;
    private final Policy policy;
    private final List<Task> skills;
    private final List<Predicate> predicates;
    private final TrialWriter writer;

    private TrySkills(SimulatedScene scene, Policy policy, List<Task> skills, TrialWriter writer) {
        this.scene = scene;
        this.policy = policy;
        this.skills = skills;
        this.writer = writer;
        TaskVocabulary vocabulary = scene.description().vocabulary();
        predicates = skills.stream()
                .map(task -> vocabulary.predicate(task.predicate()))
                .toList();
    }

    public static void main(String[] args) throws IOException {
        Arguments arguments = new Arguments(args, USAGE);
        String id = arguments.get("scene");
        SceneDescription description = SceneDescription.load(id);
        List<Task> skills = SkillBook.single(description);
        try (SimulatedScene scene = SimulatedScene.open(id);
                Policy policy = Policies.load(arguments.get("policy"), description);
                TrialWriter writer = new TrialWriter(Path.of(arguments.get("out")), description, skills)) {
            TrySkills trials = new TrySkills(scene, policy, skills, writer);
            long first = arguments.number("first-seed", 1_000_000);
            long episodes = arguments.number("episodes", 100);
            for (long seed = first; seed < first + episodes; seed++) {
                trials.episode(seed);
                if ((seed - first + 1) % 10 == 0) {
                    System.out.println((seed - first + 1) + " episodes, " + trials.writer);
                }
            }
        }
        System.exit(0);
    }

    private void episode(long seed) throws IOException {
        SeededRandom random = new SeededRandom(seed, "skills");
        Task first = skills.get(random.below(skills.size()));
        scene.reset(seed, Conditions.FREE, Optional.of(first));
        float[] home = scene.observe().proprioception();
        for (int i = 0; i < SKILLS_AN_EPISODE; i++) {
            int skill = i == 0 ? skills.indexOf(first) : random.below(skills.size());
            attempt(skill, seed);
            goBack(home);
        }
        writer.endEpisode();
    }

    private void attempt(int skill, long seed) throws IOException {
        policy.begin(Prompted.words(skills.get(skill).instruction()), seed);
        Judge judge = new Judge(predicates.get(skill));
        boolean done = false;
        int began = writer.pending();
        for (int step = 0; step < STEPS_A_SKILL && !done; step++) {
            Observation seen = scene.observe();
            if (step % SEEN_EVERY == 0) {
                writer.add(seen, scene.truth(), predicates, skill);
            }
            scene.step(policy.act(seen));
            done = judge.judge(scene.truth()).success();
        }
        writer.outcome(began, done);
    }

    private void goBack(float[] home) throws IOException {
        Retreat retreat = new Retreat(home);
        Observation seen = scene.observe();
        for (int step = 0; step < STEPS_BACK && !retreat.isThere(seen.proprioception()); step++) {
            if (step % SEEN_EVERY == 0) {
                writer.add(seen, scene.truth(), predicates, NONE);
            }
            scene.step(retreat.next(seen.proprioception()));
            seen = scene.observe();
        }
    }
}
