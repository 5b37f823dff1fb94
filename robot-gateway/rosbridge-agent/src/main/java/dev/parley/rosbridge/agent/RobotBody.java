package dev.parley.rosbridge.agent;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.INFO;

import dev.parley.rosbridge.commissioning.Check;
import dev.parley.rosbridge.motion.JointSample;
import dev.parley.rosbridge.motion.Stillness;
import dev.parley.rosbridge.safety.PowerCut;
import dev.parley.rosbridge.wire.RosFault;
import dev.parley.station.ArtifactFile;
import dev.parley.station.EpisodeRun;
import dev.parley.station.Station;
import dev.parley.station.StationBody;
import dev.parley.station.recording.PartialRecording;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.EpisodeSpec;
import dev.parley.station.v1.RenderRequest;
import dev.parley.station.v1.StopLevel;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A robot behind rosbridge as a station's body. */
final class RobotBody implements StationBody {
    private static final System.Logger LOG = System.getLogger(RobotBody.class.getName());

    private final Rig rig;
    private final URI gateway;
    private final LivePictures.Opener live;
    private final TopicCheck topics;
    private final TableSet table = new TableSet();
    private final ExaminationDesk examinations;
    private final ConsoleWords words;
    private final SpecCheck check;

    RobotBody(Rig rig, URI gateway, LivePictures.Opener live, TopicCheck topics) {
        this.rig = rig;
        this.gateway = gateway;
        this.live = live;
        this.topics = topics;
        examinations = new ExaminationDesk(rig);
        words = new ConsoleWords(rig, table, examinations);
        check = new SpecCheck(rig.settings());
    }

    /** The station that this is the body of. */
    void attach(Station station) {
        rig.attach(new LocalSide() {
            @Override
            public Optional<String> motionObstacle() {
                return station.motionObstacle();
            }

            @Override
            public void requireReset(String why) {
                station.requireReset(why);
            }

            @Override
            public Optional<String> operator() {
                return station.operator();
            }
        });
    }

    @Override
    public Capabilities capabilities() {
        return AgentCapabilities.of(
                rig.settings(), rig.powerCut().isPresent() && rig.book().holds(Check.POWER_CUT));
    }

    @Override
    public List<String> violations(EpisodeSpec spec) {
        return check.violations(spec, capabilities());
    }

    @Override
    public Optional<String> unfit() {
        if (examinations.isRunning()) {
            return Optional.of("The robot is being examined.");
        }
        return topics.problem()
                .or(rig.interlocks()::obstacle)
                .or(() -> rig.journal().interrupted().map(open -> open.words()))
                .or(this::astray)
                .or(rig.book()::obstacle)
                .or(rig.duty()::obstacle);
    }

    private Optional<String> astray() {
        return rig.drive().arm().history().newest().map(JointSample::positions).flatMap(rig.envelope()::astray);
    }

    @Override
    public void run(EpisodeRun run) throws InterruptedException, IOException {
        LOG.log(INFO, "episode {0} begins", run.episodeId());
        new RobotEpisode(rig, run, gateway, table, live).run();
    }

    /** A picture of a real table is a photograph: {@link #present}. */
    @Override
    public byte[] render(RenderRequest request) {
        throw new IllegalArgumentException("This station is a real robot and draws no pictures.");
    }

    @Override
    public byte[] present(RenderRequest request) {
        return new PresentTable(rig.cameras()).png(request);
    }

    /**
     * Stops the arm and returns when it is seen to stand.
     *
     * @throws IllegalStateException where it is not: no standstill is reported then, and the platform calls a person
     */
    @Override
    public void stop(StopLevel level) {
        rig.drive().halt("a stop, " + level);
        try {
            if (level == StopLevel.STOP_LEVEL_POWER_CUT) {
                cutPower();
            }
            Optional<Stillness> still = rig.drive().awaitStill();
            if (still.isEmpty() && level != StopLevel.STOP_LEVEL_POWER_CUT && tested()) {
                LOG.log(ERROR, "the arm was told to stop and is not seen to stand: its power is cut");
                cutPower();
                still = rig.drive().awaitStill();
            }
            if (still.isEmpty()) {
                rig.local().requireReset("the arm was told to stop and was not seen to stand");
                throw new IllegalStateException("the arm was told to stop and was not seen to stand");
            }
            LOG.log(INFO, "stopped within {0} ms", still.get().tookNs() / 1_000_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the stop was not seen to its end", e);
        }
    }

    private boolean tested() {
        return rig.powerCut().isPresent() && rig.book().holds(Check.POWER_CUT);
    }

    private void cutPower() throws InterruptedException {
        Optional<PowerCut> wired = rig.powerCut().filter(any -> tested());
        if (wired.isEmpty()) {
            LOG.log(ERROR, "no power cut is wired and tested here; the arm is stopped as far as it obeys");
            return;
        }
        try {
            wired.get().cut();
        } catch (RosFault e) {
            LOG.log(ERROR, "the power was not cut: {0}", e.getMessage());
        }
    }

    /** The films until the program was killed; whole seconds of them. */
    @Override
    public List<ArtifactFile> leftovers(Path directory) throws IOException {
        List<ArtifactFile> found = new ArrayList<>();
        for (AgentSettings.Camera camera : rig.settings().cameras()) {
            String name = camera.name() + ".mp4";
            Path whole = directory.resolve(name);
            Path pieces = PartialRecording.besides(whole);
            if (Files.exists(whole) || PartialRecording.keepWholePieces(pieces)) {
                found.add(new ArtifactFile(name, "video/mp4", Files.exists(whole) ? whole : pieces));
            }
        }
        return found;
    }

    @Override
    public boolean hardwareStopPressed() {
        return rig.hardwareStop().against().isPresent();
    }

    @Override
    public Optional<String> console(List<String> line) {
        return words.answer(line);
    }
}
