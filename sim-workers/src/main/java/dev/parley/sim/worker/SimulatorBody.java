package dev.parley.sim.worker;

import static java.lang.System.Logger.Level.INFO;

import dev.parley.sim.scene.SimulatedScene;
import dev.parley.station.ArtifactFile;
import dev.parley.station.EpisodeRun;
import dev.parley.station.StationBody;
import dev.parley.station.privacy.PrivacyMasks;
import dev.parley.station.recording.PartialRecording;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.EpisodeSpec;
import dev.parley.station.v1.RenderReply;
import dev.parley.station.v1.RenderRequest;
import dev.parley.station.v1.StopLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * A simulator as a station's body: some scenes, of which one is open, and one slot. Pictures are drawn in a scene of their own,
 * beside a running episode too.
 */
final class SimulatorBody implements StationBody, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(SimulatorBody.class.getName());

    private final List<OfferedScene> scenes;
    private final SceneInUse inUse;
    private final DrawingScene drawings;
    private final RehearsedTable table;
    private final PolicyShelf policies;
    private final LiveViews liveViews;
    private final MonotonicTime time;
    private final Supplier<String> executionProfile;
    private final boolean rehearsal;
    private final SecondLook secondLook;
    private final Capabilities capabilities;
    private final SpecCheck check;
    private final ReentrantLock sceneInUse = new ReentrantLock();

    SimulatorBody(
            List<OfferedScene> scenes,
            PolicyShelf policies,
            LiveViews liveViews,
            MonotonicTime time,
            Supplier<String> executionProfile,
            boolean rehearsal,
            SecondLook secondLook) {
        this.scenes = List.copyOf(scenes);
        inUse = new SceneInUse(scenes);
        drawings = new DrawingScene(scenes);
        table = new RehearsedTable(drawings);
        this.policies = policies;
        this.liveViews = liveViews;
        this.time = time;
        this.executionProfile = executionProfile;
        this.rehearsal = rehearsal;
        this.secondLook = secondLook;
        capabilities = StationCapabilities.of(scenes, policies.capabilities(), rehearsal).toBuilder()
                .addAllDetectors(secondLook.capabilities())
                .setReachesRelayedPolicies(policies.reachesOthers())
                .setRunsUploadedPolicies(policies.runsUploaded())
                .build();
        check = new SpecCheck(scenes.stream().map(OfferedScene::description).toList(), capabilities);
    }

    /**
     * Runs the first scene, the renderer and the recorder for a moment, so that the compiler has seen them before the first episode,
     * which would otherwise begin below real time. An episode waits meanwhile.
     */
    void warmUp() {
        sceneInUse.lock();
        try {
            WarmUp.run(inUse.first());
        } finally {
            sceneInUse.unlock();
        }
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public List<String> violations(EpisodeSpec spec) {
        return check.violations(spec);
    }

    @Override
    public void run(EpisodeRun run) throws InterruptedException {
        sceneInUse.lockInterruptibly();
        try {
            LOG.log(
                    INFO,
                    "episode {0} begins: {1}",
                    run.episodeId(),
                    run.spec().getPolicy().getName());
            SimulatedScene scene = inUse.open(run.spec().getSceneId());
            PrivacyMasks masks = OfferedScene.masksOf(scenes, run.spec().getSceneId());
            new EpisodeAttempt(scene, policies, liveViews, time, executionProfile, rehearsal, secondLook, masks)
                    .run(run);
        } finally {
            sceneInUse.unlock();
        }
    }

    /** The video until the process was killed; whole seconds of it. */
    @Override
    public List<ArtifactFile> leftovers(Path directory) throws IOException {
        List<ArtifactFile> found = new ArrayList<>();
        for (String camera : peopleCameras()) {
            Path whole = directory.resolve(camera + ".mp4");
            Path pieces = PartialRecording.besides(whole);
            if (Files.exists(whole) || PartialRecording.keepWholePieces(pieces)) {
                found.add(new ArtifactFile(camera + ".mp4", "video/mp4", Files.exists(whole) ? whole : pieces));
            }
        }
        return found;
    }

    // Which scene the episode had is not known any more; most call it the same.
    private List<String> peopleCameras() {
        return scenes.stream()
                .map(scene ->
                        StationCapabilities.peopleCamera(scene.description()).id())
                .distinct()
                .toList();
    }

    @Override
    public byte[] render(RenderRequest request) {
        return draw(request).getPng().toByteArray();
    }

    @Override
    public RenderReply.Builder draw(RenderRequest request) {
        return drawings.draw(request);
    }

    @Override
    public byte[] present(RenderRequest request) {
        return table.look(request);
    }

    /** Nothing to do: the simulated world moves only inside an action, and each asks for permission first. */
    @Override
    public void stop(StopLevel level) {
        LOG.log(INFO, "stop {0}: the simulated world stands still from the next action on", level);
    }

    /** Closes what is open; only when no episode runs. */
    @Override
    public void close() {
        inUse.close();
        drawings.close();
    }
}
