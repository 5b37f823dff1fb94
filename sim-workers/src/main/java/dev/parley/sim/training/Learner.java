package dev.parley.sim.training;

import dev.parley.sim.body.Action;
import dev.parley.sim.policy.Policies;
import dev.parley.sim.policy.Policy;
import dev.parley.sim.policy.Prompted;
import dev.parley.sim.scene.Observation;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.scene.SceneFolder;
import dev.parley.sim.scene.SeededRandom;
import dev.parley.sim.task.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The network being improved, if one was given: it acts in all but a few steps of an episode, the expert in the rest. */
final class Learner implements AutoCloseable {

    private static final double EXPERT_SHARE = 0.15;
    private static final double CHANGE_CHANCE = 0.2;

    private final @Nullable Policy network;
    private final SceneDescription description;
    private final Phrasings phrasings;
    private SeededRandom random = new SeededRandom(0, "learner");
    private boolean expertTurn;

    Learner(@Nullable Path file, SceneDescription description) throws IOException {
        network = file == null ? null : Policies.loadCandidate(file);
        this.description = description;
        phrasings = Phrasings.load(SceneFolder.of(description.id()));
    }

    void begin(Task task, long seed) {
        random = new SeededRandom(seed, "learner");
        expertTurn = false;
        if (network != null) {
            List<String> sentences = phrasings.trainingSentences(task, description.vocabulary());
            network.begin(Prompted.words(sentences.get(random.below(sentences.size()))), seed);
        }
    }

    /** The expert takes over for a few steps at a time, so that later phases are visited too. */
    boolean actsNow() {
        if (random.nextDouble() < CHANGE_CHANCE) {
            expertTurn = random.nextDouble() < EXPERT_SHARE;
        }
        return network != null && !expertTurn;
    }

    Action act(Observation observation) {
        if (network == null) {
            throw new IllegalStateException("No network was given");
        }
        return network.act(observation);
    }

    @Override
    public void close() {
        if (network != null) {
            network.close();
        }
    }
}
