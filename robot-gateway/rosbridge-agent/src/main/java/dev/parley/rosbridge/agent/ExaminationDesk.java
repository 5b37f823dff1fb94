package dev.parley.rosbridge.agent;

import static java.lang.System.Logger.Level.ERROR;

import dev.parley.rosbridge.commissioning.Check;
import dev.parley.rosbridge.commissioning.CheckResult;
import dev.parley.rosbridge.commissioning.Examination;
import dev.parley.rosbridge.commissioning.Examiner;
import dev.parley.rosbridge.journal.MotionJournal;
import dev.parley.rosbridge.motion.Drive;
import dev.parley.rosbridge.motion.Stillness;
import dev.parley.rosbridge.safety.Hold;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * Where a person at the robot has it examined. A check moves the arm without the platform's lease; in its place stands the person's hand: the arm
 * moves only while the key is held at the local console, somebody stands by there, and motion was enabled there. Thread-safe.
 */
final class ExaminationDesk {
    private static final System.Logger LOG = System.getLogger(ExaminationDesk.class.getName());
    private static final Duration TO_BEGIN = Duration.ofMinutes(1);

    private final Rig rig;
    private final AtomicBoolean running = new AtomicBoolean();

    ExaminationDesk(Rig rig) {
        this.rig = rig;
    }

    boolean isRunning() {
        return running.get();
    }

    /** How each check stands, one line. */
    String told() {
        return Arrays.stream(Check.values()).map(this::told).collect(Collectors.joining("; "));
    }

    private String told(Check check) {
        return check.word() + ": "
                + rig.book()
                        .result(check)
                        .map(result -> (rig.book().holds(check) ? "passed" : result.passed() ? "expired" : "failed")
                                + " " + result.at() + " " + result.note())
                        .orElse("not done");
    }

    /** Begins a check, or says why it does not. */
    String start(Check check, String by, String note) {
        Optional<String> refusal = refusal(check, note);
        if (refusal.isPresent()) {
            return "no: " + refusal.get();
        }
        if (!running.compareAndSet(false, true)) {
            return "no: a check runs already";
        }
        Thread.ofPlatform().daemon().name("check-" + check.word()).start(() -> examine(check, by, note));
        return "ok hold Enter: the arm moves after a second and as long as you hold it; 'checks' says how it went";
    }

    private Optional<String> refusal(Check check, String note) {
        if (rig.drive().inUse()) {
            return Optional.of("the arm is in use");
        }
        if (check == Check.PAYLOAD_STOP && note.isBlank()) {
            return Optional.of("say with which load, for example: check payload-stop Ada 1.2 kg block");
        }
        if (check == Check.POWER_CUT && rig.powerCut().isEmpty()) {
            return Optional.of("no power cut is wired; name its service in the settings");
        }
        return rig.local()
                .motionObstacle()
                .or(rig.interlocks()::obstacle)
                .or(() -> rig.journal().interrupted().map(open -> open.words()));
    }

    private void examine(Check check, String by, String note) {
        try {
            MotionJournal.Entry entry = rig.journal()
                    .begin(
                            MotionJournal.Purpose.COMMISSIONING,
                            UUID.randomUUID().toString());
            long beganNs = rig.time().nowNs();
            CheckResult result;
            boolean still = false;
            rig.hold().forget();
            rig.lead(
                    entry,
                    rig.settings().limits().watchdog(),
                    List.of(() -> rig.local().motionObstacle(), rig.hold()));
            try {
                result = held()
                        ? examiner().run(check, by, note)
                        : failed(check, by, "Nobody held the key at the local console.");
            } finally {
                still = comeToRest(entry);
            }
            rig.book()
                    .keep(still ? result : failed(check, by, "The arm was not seen to come to rest after the check."));
            rig.duty().moved(Duration.ofNanos(rig.time().nowNs() - beganNs));
        } catch (IOException | RuntimeException e) {
            LOG.log(ERROR, "check " + check.word() + " could not be made", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            running.set(false);
        }
    }

    private boolean held() throws InterruptedException {
        long giveUp = rig.time().nowNs() + TO_BEGIN.toNanos();
        while (rig.hold().heldFor().compareTo(Hold.TO_START) < 0) {
            if (rig.time().nowNs() > giveUp) {
                return false;
            }
            rig.time().waitUntilNs(rig.time().nowNs() + TimeUnit.MILLISECONDS.toNanos(20));
        }
        return true;
    }

    private CheckResult failed(Check check, String by, String why) {
        return new CheckResult(check, false, rig.clock().instant(), by, List.of(), why);
    }

    private Examiner examiner() {
        AgentSettings.Exam exam = rig.settings().exam();
        return new Examiner(
                rig.drive(),
                rig.envelope(),
                rig.link(),
                rig.powerCut(),
                () -> rig.permission().obstacle().or(rig.interlocks()::obstacle),
                new Examination(
                        exam.from(),
                        exam.to(),
                        exam.slowestStop(),
                        rig.settings().control().period(),
                        rig.time()),
                rig.settings().overshootM(),
                rig.clock());
    }

    private boolean comeToRest(MotionJournal.Entry entry) throws InterruptedException, IOException {
        Drive drive = rig.drive();
        drive.halt("the check is over");
        Optional<Stillness> still = drive.awaitStill();
        drive.close();
        rig.permission().takeBack();
        entry.end(still.isPresent());
        if (still.isEmpty()) {
            rig.local().requireReset("the arm was not seen to come to rest after a check");
        }
        return still.isPresent();
    }
}
