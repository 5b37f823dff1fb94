package dev.parley.rosbridge.agent;

import dev.parley.rosbridge.motion.Drive;
import dev.parley.rosbridge.motion.Stillness;
import dev.parley.station.EpisodeRun;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Takes the arm and, after each halt, takes it again when everything permits it. For the thread that leads it in an episode. */
final class Leader {
    /** An arm that is kept still for longer ends its episode. */
    static final Duration LONGEST_HOLD = Duration.ofSeconds(30);

    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Rig rig;
    private final EpisodeRun run;
    private final SafetyRecord record;
    private final List<CameraFeed> cameras;
    private boolean begun;

    /** @param cameras without whose pictures it is not led */
    Leader(Rig rig, EpisodeRun run, SafetyRecord record, List<CameraFeed> cameras) {
        this.rig = rig;
        this.run = run;
        this.record = record;
        this.cameras = List.copyOf(cameras);
    }

    /** Returns when the arm can be led; says why where it cannot any more. */
    Optional<LoopEnding> engaged(long deadlineNs) throws InterruptedException {
        Drive drive = rig.drive();
        if (drive.commanded().isPresent()) {
            return Optional.empty();
        }
        long sinceNs = rig.time().nowNs();
        String why = drive.halted().orElse("it was halted");
        Optional<Stillness> still = begun ? drive.awaitStill() : Optional.empty();
        while (true) {
            Optional<LoopEnding> over = over();
            if (over.isPresent()) {
                return over;
            }
            Optional<String> obstacle = obstacle();
            long now = rig.time().nowNs();
            if (obstacle.isEmpty() && drive.engage().isPresent()) {
                if (begun) {
                    record.held(why, now - sinceNs, still);
                }
                begun = true;
                return Optional.empty();
            }
            if (now > deadlineNs) {
                return Optional.of(new LoopEnding.TimeLimit());
            }
            if (now - sinceNs > LONGEST_HOLD.toNanos()) {
                return Optional.of(new LoopEnding.RobotFault(
                        obstacle.orElse("The arm was not seen to stand, so it could not be led.")));
            }
            rig.time().waitUntilNs(now + LOOK_NS);
        }
    }

    /** Whether the episode is over for a reason of its own. */
    Optional<LoopEnding> over() {
        if (run.ending().isPresent()) {
            return Optional.of(new LoopEnding.Interrupted());
        }
        // Pressed on purpose; a silent one only holds.
        return rig.hardwareStop().against().map(LoopEnding.StoppedHere::new);
    }

    private Optional<String> obstacle() {
        if (!run.mayMove()) {
            return Optional.of("The platform does not permit motion just now.");
        }
        return rig.interlocks()
                .obstacle()
                .or(() -> cameras.stream()
                        .flatMap(camera -> camera.obstacle().stream())
                        .findFirst());
    }
}
