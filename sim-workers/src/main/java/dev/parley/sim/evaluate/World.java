package dev.parley.sim.evaluate;

import dev.parley.sim.body.Action;
import dev.parley.sim.policy.Familiarity;
import dev.parley.sim.policy.Policy;
import dev.parley.sim.policy.PolicyException;
import dev.parley.sim.policy.PrivilegedPolicy;
import dev.parley.sim.policy.Prompted;
import dev.parley.sim.rollout.Attempt;
import dev.parley.sim.rollout.Rollout;
import dev.parley.sim.scene.Conditions;
import dev.parley.sim.scene.Observation;
import dev.parley.sim.scene.SimulatedScene;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One simulated world that runs one planned episode after another with its policy, which others close. Used by one thread. */
final class World implements AutoCloseable {

    private final SimulatedScene scene;
    private final Policy policy;
    private final Conditions pinned;
    private final Consumer<EpisodeRow> finished;
    private @Nullable Running running;

    private record Running(PlannedEpisode planned, Attempt attempt, Disturbance disturbance) {}

    World(SimulatedScene scene, Policy policy, Conditions pinned, Consumer<EpisodeRow> finished) {
        this.scene = scene;
        this.policy = policy;
        this.pinned = pinned;
        this.finished = finished;
        if (policy instanceof PrivilegedPolicy privileged) {
            privileged.grantTruth(scene::truth);
        }
    }

    Policy policy() {
        return policy;
    }

    boolean isIdle() {
        return running == null;
    }

    /** Sets an episode up; it may be over at once, when it cannot be set up or the policy cannot work with the prompt. */
    void begin(PlannedEpisode planned, Prompter prompter) {
        Optional<Prompted> prompted;
        Attempt attempt;
        try {
            prompted = prompter.prompted(planned);
            attempt = new Attempt(scene, planned.task(), planned.seed(), pinned);
        } catch (IllegalArgumentException e) {
            finished.accept(row(planned, EpisodeRow.Ending.NOT_SET_UP, String.valueOf(e.getMessage())));
            return;
        }
        if (prompted.isEmpty()) {
            finished.accept(row(planned, EpisodeRow.Ending.NOT_SET_UP, "the scripted expert cannot show this goal"));
            return;
        }
        running = new Running(planned, attempt, new Disturbance(scene.description(), planned.task(), scene.truth()));
        try {
            policy.begin(prompted.get(), planned.seed());
        } catch (PolicyException e) {
            end(EpisodeRow.Ending.POLICY_FAULT, String.valueOf(e.getMessage()));
        }
    }

    Observation observe() {
        return running().attempt().observe();
    }

    /** Carries out one action; the episode may be over after it. */
    void act(Action action) {
        Attempt attempt = running().attempt();
        try {
            attempt.act(action);
        } catch (IllegalArgumentException e) {
            fault(String.valueOf(e.getMessage()));
            return;
        }
        if (attempt.isOver()) {
            end(attempt.result().success() ? EpisodeRow.Ending.DONE : EpisodeRow.Ending.STEP_LIMIT, "");
        }
    }

    /** Ends the episode because the policy gave no action. */
    void fault(String detail) {
        end(EpisodeRow.Ending.POLICY_FAULT, detail);
    }

    private Running running() {
        if (running == null) {
            throw new IllegalStateException("No episode is running in this world");
        }
        return running;
    }

    private void end(EpisodeRow.Ending ending, String detail) {
        Running ended = running();
        running = null;
        PlannedEpisode planned = ended.planned();
        Rollout.Result result = ended.attempt().result();
        Optional<Familiarity> familiarity = result.steps() == 0 ? Optional.empty() : policy.familiarity();
        finished.accept(new EpisodeRow(
                planned.number(),
                scene.description().id(),
                planned.task().id(),
                planned.instruction(),
                planned.seed(),
                ending,
                result.steps(),
                result.bestProgress(),
                familiarity.map(Familiarity::known).orElse(null),
                familiarity.map(known -> !known.unfamiliar()).orElseGet(() -> canBeRead(planned.instruction())),
                ended.disturbance().moved(scene.truth()),
                result.success()
                        ? ""
                        : ended.disturbance().sibling(scene.truth()).orElse(""),
                detail,
                "%016x".formatted(result.fingerprint())));
    }

    private EpisodeRow row(PlannedEpisode planned, EpisodeRow.Ending ending, String detail) {
        return new EpisodeRow(
                planned.number(),
                scene.description().id(),
                planned.task().id(),
                planned.instruction(),
                planned.seed(),
                ending,
                0,
                0,
                null,
                canBeRead(planned.instruction()),
                List.of(),
                "",
                detail,
                "%016x".formatted(0));
    }

    private boolean canBeRead(String instruction) {
        return scene.description().recogniser().recognise(instruction).isPresent();
    }

    @Override
    public void close() {
        scene.close();
    }
}
