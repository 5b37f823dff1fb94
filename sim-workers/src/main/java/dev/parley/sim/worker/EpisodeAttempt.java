package dev.parley.sim.worker;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import dev.parley.sim.policy.GoalPicture;
import dev.parley.sim.policy.Policy;
import dev.parley.sim.policy.PolicyAwayException;
import dev.parley.sim.policy.PolicyException;
import dev.parley.sim.policy.PrivilegedPolicy;
import dev.parley.sim.policy.Prompted;
import dev.parley.sim.scene.Conditions;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.scene.SimulatedScene;
import dev.parley.sim.task.Judge;
import dev.parley.sim.task.PredicateData;
import dev.parley.sim.task.Task;
import dev.parley.station.ArtifactFile;
import dev.parley.station.EpisodeRun;
import dev.parley.station.privacy.PrivacyMasks;
import dev.parley.station.recording.Recording;
import dev.parley.station.recording.RecordingException;
import dev.parley.station.recording.VideoFormat;
import dev.parley.station.v1.DetectorGuess;
import dev.parley.station.v1.EpisodeSpec;
import dev.parley.station.v1.Familiarity;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** One attempt at an episode, from setting up the scene to handing in the result with its recording. Used by the slot's thread. */
final class EpisodeAttempt {

    private static final System.Logger LOG = System.getLogger(EpisodeAttempt.class.getName());

    private static final Duration LEAD_IN = Duration.ofSeconds(3);
    private static final int LEAD_IN_PICTURES = 15;
    private static final long LEAD_IN_PICTURES_A_SECOND = LEAD_IN_PICTURES / LEAD_IN.toSeconds();
    private static final String NOT_LOADED = "The station could not load the policy";
    private static final String NOT_PERMITTED = "Nobody permitted the motion that sets the table";
    private static final String NOT_RECORDED = "The station could not keep the recording; its disk may be full";

    private final SimulatedScene scene;
    private final PolicyShelf policies;
    private final LiveViews liveViews;
    private final MonotonicTime time;
    private final Supplier<String> executionProfile;
    private final boolean rehearsal;
    private final SecondLook secondLook;
    private final SceneDescription.CameraDescription camera;
    private final PrivacyMasks masks;

    /** @param rehearsal under the rules of a real robot: the reset is motion, the arm is led inside an envelope */
    EpisodeAttempt(
            SimulatedScene scene,
            PolicyShelf policies,
            LiveViews liveViews,
            MonotonicTime time,
            Supplier<String> executionProfile,
            boolean rehearsal,
            SecondLook secondLook) {
        this(scene, policies, liveViews, time, executionProfile, rehearsal, secondLook, PrivacyMasks.NONE);
    }

    /** @param masks what of the picture for people nobody sees */
    EpisodeAttempt(
            SimulatedScene scene,
            PolicyShelf policies,
            LiveViews liveViews,
            MonotonicTime time,
            Supplier<String> executionProfile,
            boolean rehearsal,
            SecondLook secondLook,
            PrivacyMasks masks) {
        this.masks = masks;
        this.scene = scene;
        this.policies = policies;
        this.liveViews = liveViews;
        this.time = time;
        this.executionProfile = executionProfile;
        this.rehearsal = rehearsal;
        this.secondLook = secondLook;
        camera = StationCapabilities.peopleCamera(scene.description());
    }

    void run(EpisodeRun run) throws InterruptedException {
        ResultOfRun results = new ResultOfRun(run, executionProfile);
        run.resetting();
        Policy policy;
        try {
            policy = policies.take(run.spec().getPolicy(), scene.description());
        } catch (PolicyException e) {
            // The artifact or its libraries do not load here: says nothing about how the policy acts.
            LOG.log(WARNING, "episode " + run.episodeId() + " has no policy", e);
            run.finish(results.stationFault(NOT_LOADED));
            return;
        }
        try (BorrowedTruth truth = new BorrowedTruth(scene)) {
            if (rehearsal && !tableIsSet(run, results)) {
                return;
            }
            begin(policy, run.spec(), truth);
            ThinkingPolicy thinking = new ThinkingPolicy(policy);
            try {
                LoopResult loop = runLoop(run, thinking);
                run.finish(results.of(loop, recordings(run))
                        .knowing(familiarity(policy, thinking, loop))
                        .with(guess(run.spec(), loop))
                        .leaving(Previews.movablePoses(scene)));
            } finally {
                thinking.close();
                if (thinking.isStuck()) {
                    policies.discard(run.spec().getPolicy());
                }
            }
        } catch (PolicyException e) {
            run.finish(results.policyFault(String.valueOf(e.getMessage())));
        } catch (PolicyAwayException e) {
            run.finish(results.policyAway(String.valueOf(e.getMessage())));
        } catch (RecordingException | IOException e) {
            LOG.log(WARNING, "episode " + run.episodeId() + " cannot be recorded", e);
            run.finish(results.stationFault(NOT_RECORDED));
        } finally {
            policies.giveBack(policy);
        }
    }

    // An episode that somebody stopped or a fault ended did not come to an end that could be looked at.
    private Optional<DetectorGuess> guess(EpisodeSpec spec, LoopResult loop) throws InterruptedException {
        return switch (loop.ending()) {
            case LoopEnding.TaskDone done -> guessOfEnded(spec, loop);
            case LoopEnding.StepLimit limit -> guessOfEnded(spec, loop);
            case LoopEnding.TimeLimit limit -> guessOfEnded(spec, loop);
            case LoopEnding.PolicyFault fault -> Optional.empty();
            case LoopEnding.PolicyAway away -> Optional.empty();
            case LoopEnding.EnvelopeTrip trip -> Optional.empty();
            case LoopEnding.Interrupted interrupted -> Optional.empty();
        };
    }

    private Optional<DetectorGuess> guessOfEnded(EpisodeSpec spec, LoopResult loop) throws InterruptedException {
        return loop.seen().isPresent() ? secondLook.guess(spec, loop.seen().get()) : Optional.empty();
    }

    private boolean tableIsSet(EpisodeRun run, ResultOfRun results) throws InterruptedException {
        reset(run.spec());
        EpisodeLimits limits = EpisodeLimits.of(run.spec(), scene.description());
        return switch (new ScriptedReset(scene, time).run(run, limits.wall())) {
            case DONE -> true;
            case ENDED -> {
                run.finish(results.endedBeforehand());
                yield false;
            }
            case NEVER_PERMITTED -> {
                run.finish(results.stationFault(NOT_PERMITTED));
                yield false;
            }
        };
    }

    private ArmRules rules(EpisodeSpec spec) {
        return rehearsal
                ? new RehearsedArm(Envelope.narrower(
                        spec.getEnvelope(),
                        Envelope.OF_THE_STATION,
                        scene.description().controlHz()))
                : ArmRules.NONE;
    }

    private static void begin(Policy policy, EpisodeSpec spec, BorrowedTruth truth) {
        if (policy instanceof PrivilegedPolicy privileged) {
            privileged.grantTruth(truth);
        }
        policy.begin(new Prompted(spec.getInstruction(), picture(spec)), spec.getSeed());
    }

    private static Optional<GoalPicture> picture(EpisodeSpec spec) {
        return spec.hasGoalImage() ? Optional.of(GoalImageFile.read(spec.getGoalImage())) : Optional.empty();
    }

    // A policy that is still thinking is not to be asked anything.
    private static Optional<Familiarity> familiarity(Policy policy, ThinkingPolicy thinking, LoopResult loop) {
        return thinking.isStuck() || loop.steps() == 0
                ? Optional.empty()
                : policy.familiarity()
                        .map(words -> Familiarity.newBuilder()
                                .setKnown(words.known())
                                .setUnfamiliar(words.unfamiliar())
                                .build());
    }

    private LoopResult runLoop(EpisodeRun run, ThinkingPolicy policy) throws InterruptedException, IOException {
        EpisodeSpec spec = run.spec();
        SceneDescription description = scene.description();
        Conditions conditions = reset(spec);
        try (LiveView live = run.live(camera.id())
                        .map(target -> liveViews.open(target, camera.widthPx(), camera.heightPx()))
                        .orElse(LiveView.NONE);
                VideoFeed video = new VideoFeed(
                        run.directory().resolve(camera.id() + ".mp4"),
                        new VideoFormat(camera.widthPx(), camera.heightPx(), description.videoHz()),
                        this::picture,
                        live::show,
                        jpeg -> run.poster(camera.id(), jpeg))) {
            run.ready(PinnedConditions.toWire(conditions));
            if (run.live(camera.id()).isPresent()) {
                leadIn(run, video);
            }
            run.running();
            LoopResult result = new SimulatedEpisode(
                            scene,
                            policy,
                            judge(spec),
                            EpisodeLimits.of(spec, description),
                            rules(spec),
                            run,
                            video,
                            time)
                    .run();
            Recording recording = video.finish();
            LOG.log(
                    INFO,
                    "episode {0} ends: {1}, {2} steps, {3} pictures, {4} ms behind real time",
                    run.episodeId(),
                    result.ending(),
                    result.steps(),
                    recording.frames(),
                    TimeUnit.NANOSECONDS.toMillis(result.behindNs()));
            return result;
        }
    }

    // The one place where pictures for people come from: the recording, posters and live video are made of this.
    private void picture(int[] argb) {
        scene.renderFront(argb);
        masks.apply(argb, camera.widthPx(), camera.heightPx());
    }

    // Connecting a viewer takes a second or two, and a quick policy is done in three: the arm waits for who watches.
    private void leadIn(EpisodeRun run, VideoFeed video) throws InterruptedException {
        Pacer pacer = new Pacer(time, LEAD_IN.toNanos() / LEAD_IN_PICTURES);
        for (int i = 0; i <= LEAD_IN_PICTURES && run.ending().isEmpty(); i++) {
            pacer.await();
            // The last one would be followed by the first that is recorded at once.
            video.showStill(i % LEAD_IN_PICTURES_A_SECOND == 0 && i < LEAD_IN_PICTURES);
        }
    }

    private Conditions reset(EpisodeSpec spec) {
        Conditions pinned = PinnedConditions.of(spec.getConditionsList(), scene.description());
        return spec.hasGoalStatement()
                ? scene.resetFor(spec.getSeed(), pinned, criterion(spec))
                : scene.reset(spec.getSeed(), pinned, task(spec));
    }

    private Optional<Task> task(EpisodeSpec spec) {
        return spec.hasTaskId()
                ? Optional.of(scene.description().vocabulary().task(spec.getTaskId()))
                : Optional.empty();
    }

    private PredicateData criterion(EpisodeSpec spec) {
        return GoalCriterion.of(spec.getGoalStatement(), scene.description().vocabulary());
    }

    private Optional<Judge> judge(EpisodeSpec spec) {
        Optional<PredicateData> criterion = spec.hasGoalStatement()
                ? Optional.of(criterion(spec))
                : task(spec).map(Task::predicate);
        return criterion.map(
                wanted -> new Judge(scene.description().vocabulary().predicate(wanted)));
    }

    private List<ArtifactFile> recordings(EpisodeRun run) {
        String name = camera.id() + ".mp4";
        return List.of(new ArtifactFile(name, "video/mp4", run.directory().resolve(name)));
    }
}
