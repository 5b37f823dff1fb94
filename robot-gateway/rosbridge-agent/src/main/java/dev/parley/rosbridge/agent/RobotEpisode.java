package dev.parley.rosbridge.agent;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import dev.parley.policy.link.LinkFault;
import dev.parley.rosbridge.envelope.Envelope;
import dev.parley.rosbridge.journal.MotionJournal;
import dev.parley.rosbridge.motion.Drive;
import dev.parley.rosbridge.motion.Stillness;
import dev.parley.station.ArtifactFile;
import dev.parley.station.EpisodeResult;
import dev.parley.station.EpisodeRun;
import dev.parley.station.recording.RecordingException;
import dev.parley.station.v1.Condition;
import dev.parley.station.v1.RelayedPolicy;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One episode with a real arm: from its line in the journal to the arm at rest. One use, the slot's thread. */
final class RobotEpisode {
    private static final System.Logger LOG = System.getLogger(RobotEpisode.class.getName());
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final Rig rig;
    private final EpisodeRun run;
    private final URI gateway;
    private final TableSet table;
    private final LivePictures.Opener live;
    private final SafetyRecord record = new SafetyRecord();
    private final List<ArtifactFile> artifacts = new ArrayList<>();
    private int steps;

    RobotEpisode(Rig rig, EpisodeRun run, URI gateway, TableSet table, LivePictures.Opener live) {
        this.rig = rig;
        this.run = run;
        this.gateway = gateway;
        this.table = table;
        this.live = live;
    }

    void run() throws InterruptedException, IOException {
        run.resetting();
        Envelope envelope =
                new Envelope(rig.settings().limits().narrowedBy(run.spec().getEnvelope()), rig.chain());
        MotionJournal.Entry entry = rig.journal()
                .begin(MotionJournal.Purpose.EPISODE, run.episodeId().toString());
        rig.duty().began();
        long beganNs = rig.time().nowNs();
        rig.lead(entry, envelope.limits().watchdog(), List.of(this::platform, this::cameras));
        LoopEnding ending;
        Optional<Stillness> still = Optional.empty();
        try {
            ending = attempt(envelope);
        } finally {
            still = comeToRest(entry);
            rig.duty().moved(Duration.ofNanos(rig.time().nowNs() - beganNs));
        }
        tripped(ending, still);
        photograph("end");
        artifacts.add(record.written(
                run.directory(), rig.fingerprint(), rig.settings().reset().word(), still));
        LOG.log(
                INFO,
                "episode {0} ends: {1}. {2}",
                run.episodeId(),
                ending,
                record.clamps().words());
        EpisodeResult result = new EpisodeResults(run, record).of(ending, steps, artifacts);
        run.finish(result);
    }

    private Optional<String> platform() {
        return run.mayMove()
                ? Optional.empty()
                : Optional.of(
                        run.ending().map(end -> end.detail()).orElse("the platform does not permit motion just now"));
    }

    private Optional<String> cameras() {
        return rig.cameras().stream()
                .flatMap(camera -> camera.obstacle().stream())
                .findFirst();
    }

    private LoopEnding attempt(Envelope envelope) throws InterruptedException, IOException {
        Leader leader = new Leader(rig, run, record, rig.cameras());
        Optional<LoopEnding> notSet = new ResetProcedure(rig, run, leader, table, envelope).run();
        if (notSet.isPresent()) {
            return notSet.get();
        }
        photograph("start");
        RelayedPolicy relay = run.spec().getPolicy().getRelay();
        List<Film> films = new ArrayList<>();
        try (RelayedAsking asking = new RelayedAsking(gateway, relay)) {
            for (CameraFeed camera : recorded()) {
                films.add(Film.start(camera, run, watched(camera)));
            }
            asking.connect();
            run.ready(conditions());
            run.running();
            ControlLoop loop = new ControlLoop(
                    rig,
                    run,
                    asking,
                    new Observing(relay.getInputsList(), run.spec().getInstruction(), firstCamera()),
                    envelope,
                    leader,
                    record,
                    films,
                    wall());
            try {
                return loop.run();
            } finally {
                steps = loop.steps();
                // Before the films end: they show how it came to rest.
                rig.drive().halt("the episode is over");
                rig.drive().awaitStill();
                for (Film film : films) {
                    film.finish().ifPresent(artifacts::add);
                }
            }
        } catch (LinkFault fault) {
            String sentence = String.valueOf(fault.getMessage());
            return RelayedAsking.policyCaused(fault)
                    ? new LoopEnding.PolicyFault(sentence)
                    : new LoopEnding.PolicyAway(sentence);
        } catch (RecordingException e) {
            LOG.log(WARNING, "episode " + run.episodeId() + " cannot be recorded", e);
            return new LoopEnding.RobotFault("The station could not keep the recording; its disk may be full.");
        } finally {
            films.forEach(Film::close);
        }
    }

    private Optional<Stillness> comeToRest(MotionJournal.Entry entry) throws InterruptedException, IOException {
        Drive drive = rig.drive();
        drive.halt("the episode is over");
        Optional<Stillness> still = drive.awaitStill();
        drive.close();
        rig.permission().takeBack();
        entry.end(still.isPresent());
        return still;
    }

    /** What a person has to look at before the next motion. */
    private void tripped(LoopEnding ending, Optional<Stillness> still) {
        if (still.isEmpty()) {
            rig.local().requireReset("the arm was not seen to come to rest after an episode");
        } else if (ending instanceof LoopEnding.StoppedHere stopped) {
            rig.local().requireReset(stopped.detail());
        } else if (ending instanceof LoopEnding.RobotFault fault) {
            rig.local().requireReset(fault.detail());
        }
    }

    private List<CameraFeed> recorded() {
        return rig.cameras().stream()
                .filter(camera -> run.spec()
                        .getRecordCamerasList()
                        .contains(camera.camera().name()))
                .toList();
    }

    private LivePictures watched(CameraFeed camera) {
        return run.live(camera.camera().name())
                .map(target -> live.open(target, camera.camera()))
                .orElse(LivePictures.NONE);
    }

    private String firstCamera() {
        return rig.cameras().stream()
                .findFirst()
                .map(feed -> feed.camera().name())
                .orElse("");
    }

    private Duration wall() {
        Duration wanted = Duration.ofMillis(Integer.toUnsignedLong(run.spec().getMaxWallMs()));
        return wanted.isZero() || wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted;
    }

    private void photograph(String when) throws IOException {
        for (CameraFeed camera : rig.cameras()) {
            Film.photograph(camera, run, when).ifPresent(artifacts::add);
        }
    }

    /** What a real station cannot set and so tells. */
    private List<Condition> conditions() {
        AgentSettings.Identity identity = rig.settings().identity();
        List<Condition> conditions = new ArrayList<>();
        conditions.add(text("reset", rig.settings().reset().word()));
        conditions.add(text("calibration", identity.calibration()));
        conditions.add(text("object-set", identity.objectSet()));
        conditions.add(text("light", identity.light()));
        conditions.add(text("driver", rig.fingerprint().driver()));
        conditions.add(text("urdf", rig.fingerprint().urdf()));
        conditions.add(text("gripper", rig.fingerprint().gripper()));
        table.setBy()
                .or(rig.local()::operator)
                .map(rig.pseudonyms()::of)
                .ifPresent(name -> conditions.add(text("operator", name)));
        rig.book().goodUntil().ifPresent(until -> conditions.add(text("examined-until", until.toString())));
        return conditions;
    }

    private static Condition text(String name, String value) {
        return Condition.newBuilder().setName(name).setText(value).build();
    }
}
