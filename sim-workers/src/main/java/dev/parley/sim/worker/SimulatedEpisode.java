package dev.parley.sim.worker;

import dev.parley.sim.body.Action;
import dev.parley.sim.detector.EndingWatch;
import dev.parley.sim.policy.PolicyAwayException;
import dev.parley.sim.policy.PolicyException;
import dev.parley.sim.scene.Observation;
import dev.parley.sim.scene.SimulatedScene;
import dev.parley.sim.scene.StepResult;
import dev.parley.sim.task.Judge;
import dev.parley.sim.task.Judgement;
import dev.parley.station.EpisodeRun;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The real-time loop of one episode, from a scene that has been reset to its end.
 *
 * <p>Two pictures belong to each action: picture 2k shows the state before action k, picture 2k+1 the middle of it; then one shows the end.
 * When physics and rendering take longer than real time the loop slows down; it never leaves out a picture or an action. While
 * motion is on hold simulated time stands still. States, pictures and actions depend on scene, seed, conditions and policy alone,
 * never on the clock. One use, one thread.
 */
final class SimulatedEpisode {

    static final int FRAMES_PER_ACTION = 2;

    /** Pictures go on for a second after success, so that a viewer sees the object at rest. */
    static final int SETTLING_ACTIONS = 10;

    private static final int MIDDLE_SUBSTEP = SimulatedScene.SUBSTEPS_PER_ACTION / FRAMES_PER_ACTION;

    private final SimulatedScene scene;
    private final ThinkingPolicy policy;
    private final Optional<Judge> judge;
    private final EpisodeLimits limits;
    private final ArmRules rules;
    private final EpisodeRun run;
    private final VideoFeed video;
    private final MonotonicTime time;
    private final Pacer pacer;
    private final NoteBook notes = new NoteBook();
    private final EndingWatch watch = new EndingWatch();
    private Optional<Judgement> judgement = Optional.empty();
    private long startedNs;
    private int steps;

    SimulatedEpisode(
            SimulatedScene scene,
            ThinkingPolicy policy,
            Optional<Judge> judge,
            EpisodeLimits limits,
            ArmRules rules,
            EpisodeRun run,
            VideoFeed video,
            MonotonicTime time) {
        this.scene = scene;
        this.policy = policy;
        this.judge = judge;
        this.limits = limits;
        this.rules = rules;
        this.run = run;
        this.video = video;
        this.time = time;
        long picturesPerSecond = (long) scene.description().controlHz() * FRAMES_PER_ACTION;
        pacer = new Pacer(time, TimeUnit.SECONDS.toNanos(1) / picturesPerSecond);
    }

    /**
     * Runs to the end.
     *
     * @throws IOException when a step cannot be kept
     * @throws dev.parley.station.recording.RecordingException when a picture cannot be kept
     */
    LoopResult run() throws InterruptedException, IOException {
        startedNs = time.nowNs();
        LoopEnding ending = act();
        if (ending instanceof LoopEnding.TaskDone) {
            watch.saw(scene.observe());
            settle();
        }
        nextPicture();
        watch.saw(scene.observe());
        return new LoopResult(ending, steps, elapsedNs(), pacer.behindNs(), judgement, watch.ending());
    }

    private LoopEnding act() throws InterruptedException, IOException {
        Optional<LoopEnding> ending = Optional.empty();
        while (ending.isEmpty()) {
            ending = taskDone().or(this::limit);
            if (ending.isEmpty()) {
                ending = oneStep();
            }
        }
        return ending.get();
    }

    private Optional<LoopEnding> taskDone() {
        return judgement.filter(Judgement::success).map(done -> new LoopEnding.TaskDone());
    }

    private Optional<LoopEnding> limit() {
        if (steps == limits.steps()) {
            return Optional.of(new LoopEnding.StepLimit());
        }
        return elapsedNs() > limits.wall().toNanos() ? Optional.of(new LoopEnding.TimeLimit()) : Optional.empty();
    }

    private Optional<LoopEnding> oneStep() throws InterruptedException, IOException {
        pacer.await();
        long atNs = elapsedNs();
        StepLine line = new StepLine(steps, atNs, video.capture(), scene.state());
        Observation observation = scene.observe();
        watch.saw(observation);
        long askedNs = time.nowNs();
        ThinkingPolicy.Thought thought;
        try {
            thought = policy.act(observation, limits.thinking());
        } catch (PolicyException e) {
            return Optional.of(new LoopEnding.PolicyFault(String.valueOf(e.getMessage())));
        } catch (PolicyAwayException e) {
            return Optional.of(new LoopEnding.PolicyAway(String.valueOf(e.getMessage())));
        }
        long inferNs = time.nowNs() - askedNs;
        Action commanded = thought.action();
        int width = scene.description().actions().size();
        if (commanded.width() != width) {
            return Optional.of(new LoopEnding.PolicyFault(
                    "The policy gave " + commanded.width() + " numbers for an action; the body takes " + width));
        }
        // Asked as late as possible: a stop that came while the policy was thinking still holds this action back.
        Optional<LoopEnding> stopped = awaitPermission();
        if (stopped.isPresent()) {
            return stopped;
        }
        return switch (rules.decide(commanded, scene.truth(), time.nowNs() - askedNs)) {
            case ArmRules.Decision.Trip trip -> Optional.of(new LoopEnding.EnvelopeTrip(trip.detail()));
            case ArmRules.Decision.Apply apply -> {
                StepResult result = scene.step(apply.action(), this::pictureInTheMiddle);
                judgement = judge.map(predicate -> predicate.judge(scene.truth()));
                run.record(line.complete(
                        observation, inferNs, commanded, result.applied(), judgement, notes.keep(thought.notes())));
                steps++;
                yield Optional.empty();
            }
        };
    }

    // Empty when the action may be carried out.
    private Optional<LoopEnding> awaitPermission() throws InterruptedException {
        while (!run.mayMove()) {
            if (run.ending().isPresent()) {
                return Optional.of(new LoopEnding.Interrupted());
            }
            if (elapsedNs() > limits.wall().toNanos()) {
                return Optional.of(new LoopEnding.TimeLimit());
            }
            pacer.await();
        }
        return Optional.empty();
    }

    private void settle() throws InterruptedException {
        Action stay = scene.stay();
        for (int i = 0; i < SETTLING_ACTIONS && run.mayMove(); i++) {
            nextPicture();
            scene.step(stay, this::pictureInTheMiddle);
        }
    }

    private int nextPicture() throws InterruptedException {
        pacer.await();
        return video.capture();
    }

    private void pictureInTheMiddle(int substep) {
        if (substep != MIDDLE_SUBSTEP) {
            return;
        }
        try {
            nextPicture();
        } catch (InterruptedException e) {
            // The action is completed with its picture; the loop's next wait ends the episode.
            Thread.currentThread().interrupt();
            video.capture();
        }
    }

    private long elapsedNs() {
        return time.nowNs() - startedNs;
    }
}
