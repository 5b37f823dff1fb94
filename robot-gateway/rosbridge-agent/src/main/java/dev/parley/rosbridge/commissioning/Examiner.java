package dev.parley.rosbridge.commissioning;

import static java.lang.System.Logger.Level.INFO;

import dev.parley.rosbridge.description.Vector3;
import dev.parley.rosbridge.envelope.Clamp;
import dev.parley.rosbridge.envelope.Envelope;
import dev.parley.rosbridge.envelope.Region;
import dev.parley.rosbridge.envelope.Verdict;
import dev.parley.rosbridge.motion.Drive;
import dev.parley.rosbridge.motion.JointHistory;
import dev.parley.rosbridge.motion.Rest;
import dev.parley.rosbridge.motion.Stillness;
import dev.parley.rosbridge.safety.PowerCut;
import dev.parley.rosbridge.wire.RosFault;
import dev.parley.rosbridge.wire.RosLink;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Runs one check with a real arm, while a person at it holds the key. The arm is open in the drive already. One check at a time. */
public final class Examiner {
    private static final System.Logger LOG = System.getLogger(Examiner.class.getName());
    private static final Duration SHORTEST_SWING = Duration.ofMillis(600);
    private static final Duration MORE_EACH_TIME = Duration.ofMillis(70);
    private static final Duration AWAY = Duration.ofSeconds(2);
    private static final Duration BACK_WITHIN = Duration.ofMinutes(3);
    private static final Duration STAYS_FOR = Duration.ofSeconds(3);
    private static final double HALF = 0.5;
    private static final double FACE_STEP_M = 0.01;
    private static final double FACE_REACHED_M = 0.0005;
    private static final int FACE_LOOKS = 5;
    private static final int MOST_FACE_STEPS = 2000;
    private static final double ENDED_WHERE_TOLD = 0.05;

    private final Drive drive;
    private final Envelope envelope;
    private final RosLink link;
    private final Optional<PowerCut> powerCut;
    private final Supplier<Optional<String>> obstacle;
    private final Examination examination;
    private final double overshootM;
    private final Clock clock;

    /** @param obstacle why the arm must not move now, the person's key among it */
    public Examiner(
            Drive drive,
            Envelope envelope,
            RosLink link,
            Optional<PowerCut> powerCut,
            Supplier<Optional<String>> obstacle,
            Examination examination,
            double overshootM,
            Clock clock) {
        this.drive = drive;
        this.envelope = envelope;
        this.link = link;
        this.powerCut = powerCut;
        this.obstacle = obstacle;
        this.examination = examination;
        this.overshootM = overshootM;
        this.clock = clock;
    }

    /** Runs it and says how it went. */
    public CheckResult run(Check check, String by, String note) throws InterruptedException {
        List<Double> measured = new ArrayList<>();
        try {
            String seen = switch (check) {
                case STOPS -> stops(Examination.STOPS, measured);
                case PAYLOAD_STOP -> stops(Examination.PAYLOAD_STOPS, measured);
                case LINK_CUT -> linkCut(measured);
                case CONTROLLER_KILL -> controllerKill(measured);
                case FACE_MIN_X -> face(new Vector3(-1, 0, 0), measured);
                case FACE_MAX_X -> face(new Vector3(1, 0, 0), measured);
                case FACE_MIN_Y -> face(new Vector3(0, -1, 0), measured);
                case FACE_MAX_Y -> face(new Vector3(0, 1, 0), measured);
                case FACE_MIN_Z -> face(new Vector3(0, 0, -1), measured);
                case FACE_MAX_Z -> face(new Vector3(0, 0, 1), measured);
                case POWER_CUT -> power(measured);
            };
            return told(check, true, by, measured, note.isBlank() ? seen : seen + " " + note);
        } catch (CheckFailed e) {
            return told(check, false, by, measured, String.valueOf(e.getMessage()));
        } finally {
            drive.halt("the check is over");
        }
    }

    private CheckResult told(Check check, boolean passed, String by, List<Double> measured, String note) {
        LOG.log(INFO, "check {0}: {1}, {2} {3}", check.word(), passed ? "passed" : "failed", note, measured);
        return new CheckResult(check, passed, clock.instant(), by, measured, note);
    }

    private String stops(int count, List<Double> measured) throws CheckFailed, InterruptedException {
        Swing swing = new Swing(drive, envelope, examination);
        for (int i = 0; i < count; i++) {
            swing.engage(obstacle);
            // Not always at the same place of the way, nor of a trajectory.
            swingOn(swing, SHORTEST_SWING.plus(MORE_EACH_TIME.multipliedBy(i % 9)), 0.15 + 0.1 * (i % 8));
            requireMotion();
            drive.halt("stop " + (i + 1) + " of " + count);
            measured.add(stopped());
        }
        return "%d stops, the slowest %.0f ms."
                .formatted(count, measured.stream().max(Double::compare).orElse(0.0));
    }

    private void swingOn(Swing swing, Duration howLong, double share) throws CheckFailed, InterruptedException {
        Optional<String> ended = swing.swing(howLong);
        if (ended.isEmpty()) {
            ended = swing.intoTheNext(share);
        }
        if (ended.isPresent()) {
            throw new CheckFailed("The motion ended by itself: " + ended.get());
        }
    }

    private void requireMotion() throws CheckFailed {
        if (history().rest(now()) != Rest.MOVING) {
            throw new CheckFailed("The arm did not move although it was led; nothing was learned.");
        }
    }

    private double stopped() throws CheckFailed, InterruptedException {
        Optional<Stillness> still = drive.awaitStill();
        if (still.isEmpty()) {
            throw new CheckFailed("The arm was not seen to come to rest.");
        }
        double ms = still.get().tookNs() / 1e6;
        if (still.get().tookNs() > examination.slowestStop().toNanos()) {
            throw new CheckFailed("A stop took %.0f ms; %d ms are allowed."
                    .formatted(ms, examination.slowestStop().toMillis()));
        }
        return ms;
    }

    private String linkCut(List<Double> measured) throws CheckFailed, InterruptedException {
        Swing swing = new Swing(drive, envelope, examination);
        swing.engage(obstacle);
        swingOn(swing, SHORTEST_SWING, HALF);
        requireMotion();
        double[] told = drive.commanded().orElseThrow(() -> new CheckFailed("The arm was halted before the cut."));
        link.cut(AWAY);
        awaitHalt("Nobody noticed that the connection was cut.");
        double[] rests = restsAgain();
        double off = Swing.apart(told, rests);
        measured.add(off);
        if (off > ENDED_WHERE_TOLD + greatestStep()) {
            throw new CheckFailed("The arm went on by %.3f after the cut.".formatted(off));
        }
        return "The arm stood where its last short trajectory ended.";
    }

    private double greatestStep() {
        return envelope.limits().joints().stream()
                .mapToDouble(joint -> joint.maxStep())
                .max()
                .orElse(0);
    }

    private String controllerKill(List<Double> measured) throws CheckFailed, InterruptedException {
        Swing swing = new Swing(drive, envelope, examination);
        swing.engage(obstacle);
        LOG.log(INFO, "kill the controller of the robot now, and start it again when the arm stands");
        Optional<String> ended = swing.swing(Duration.ofMinutes(1));
        if (ended.isEmpty()) {
            throw new CheckFailed("Nobody killed the controller within a minute.");
        }
        if (history().fresh(now()).isPresent()) {
            throw new CheckFailed("The motion ended, but not by the controller's end: " + ended.get());
        }
        double[] rests = restsAgain();
        long until = now() + STAYS_FOR.toNanos();
        while (now() < until) {
            swing.pause();
            double[] at = history().newest().map(sample -> sample.positions()).orElse(rests);
            double moved = Swing.apart(rests, at);
            if (moved > ENDED_WHERE_TOLD) {
                throw new CheckFailed("The arm went on by %.3f when its controller was back.".formatted(moved));
            }
            measured.add(moved);
        }
        return "The arm stood when its controller was back, and stayed.";
    }

    private void awaitHalt(String otherwise) throws CheckFailed, InterruptedException {
        long giveUp = now() + AWAY.toNanos();
        while (drive.halted().isEmpty()) {
            if (now() > giveUp) {
                throw new CheckFailed(otherwise);
            }
            examination.time().waitUntilNs(now() + TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    private double[] restsAgain() throws CheckFailed, InterruptedException {
        long giveUp = now() + BACK_WITHIN.toNanos();
        while (history().fresh(now()).isEmpty() || history().rest(now()) != Rest.STILL) {
            if (now() > giveUp) {
                throw new CheckFailed("The arm's joint states did not come back, or it does not rest.");
            }
            examination.time().waitUntilNs(now() + TimeUnit.MILLISECONDS.toNanos(20));
        }
        return history().newest().orElseThrow().positions();
    }

    private String face(Vector3 outwards, List<Double> measured) throws CheckFailed, InterruptedException {
        Swing swing = new Swing(drive, envelope, examination);
        ToolSteering steering = new ToolSteering(envelope.chain());
        swing.engage(obstacle);
        double farthest = Double.NEGATIVE_INFINITY;
        int looks = 0;
        for (int i = 0; looks < FACE_LOOKS; i++) {
            double[] at = drive.commanded()
                    .orElseThrow(() -> new CheckFailed(
                            "The motion ended: " + drive.halted().orElse("")));
            double[] goal = steering.towards(at, outwards.times(FACE_STEP_M));
            if (!(envelope.judge(at, goal, examination.pace()) instanceof Verdict.Lead lead)) {
                throw new CheckFailed("Something else is in the way of this face.");
            }
            boolean there = lead.clamps().contains(Clamp.WORKSPACE) && moved(at, lead.applied()) < FACE_REACHED_M;
            if (!there && (i > MOST_FACE_STEPS || stuck(at, lead))) {
                throw new CheckFailed("The arm cannot reach this face; make the workspace smaller.");
            }
            swing.step(goal);
            farthest = Math.max(farthest, outside());
            looks += there ? 1 : 0;
        }
        measured.add(farthest * 1000);
        if (farthest > overshootM) {
            throw new CheckFailed("The arm was measured %.1f mm outside.".formatted(farthest * 1000));
        }
        Optional<String> back = swing.goTo(examination.from());
        if (back.isPresent()) {
            throw new CheckFailed("The arm did not come back from the face: " + back.get());
        }
        return "The arm kept to this face.";
    }

    private boolean stuck(double[] at, Verdict.Lead lead) {
        return lead.clamps().contains(Clamp.JOINT_LIMIT) && moved(at, lead.applied()) < FACE_REACHED_M / 10;
    }

    private double moved(double[] from, double[] to) {
        return envelope.chain()
                .tool(from)
                .position()
                .distanceTo(envelope.chain().tool(to).position());
    }

    private double outside() {
        Region workspace = envelope.limits().workspace();
        return history()
                .newest()
                .map(sample -> envelope.chain().guardedPoints(sample.positions()).stream()
                        .mapToDouble(workspace::outside)
                        .max()
                        .orElse(0))
                .orElse(0.0);
    }

    private String power(List<Double> measured) throws CheckFailed, InterruptedException {
        PowerCut wired = powerCut.orElseThrow(() -> new CheckFailed("No power cut is wired here."));
        Swing swing = new Swing(drive, envelope, examination);
        swing.engage(obstacle);
        swingOn(swing, SHORTEST_SWING, HALF);
        requireMotion();
        long toldNs = now();
        try {
            wired.cut();
        } catch (RosFault e) {
            throw new CheckFailed("The power was not cut: " + e.getMessage());
        }
        long giveUp = toldNs + examination.slowestStop().toNanos() * 4;
        while (history().rest(now()) != Rest.STILL) {
            if (now() > giveUp) {
                throw new CheckFailed("The arm went on without power, as far as is known.");
            }
            examination.time().waitUntilNs(now() + TimeUnit.MILLISECONDS.toNanos(10));
        }
        measured.add((history().stillSinceNs().orElse(now()) - toldNs) / 1e6);
        requireNoPower(swing);
        return "The arm stood after its power was cut, and could not be led.";
    }

    /** It would have come to rest by itself too; without power it also cannot be led on. */
    private void requireNoPower(Swing swing) throws CheckFailed, InterruptedException {
        drive.halt("the power was cut");
        drive.awaitStill();
        if (obstacle.get().isEmpty() && drive.engage().isPresent()) {
            swing.swing(SHORTEST_SWING);
            if (history().rest(now()) == Rest.MOVING) {
                throw new CheckFailed("The arm could still be led after its power was cut.");
            }
        }
    }

    private JointHistory history() {
        return drive.arm().history();
    }

    private long now() {
        return examination.time().nowNs();
    }
}
