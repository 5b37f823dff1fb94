package dev.parley.rosbridge.agent;

import dev.parley.rosbridge.envelope.Envelope;
import dev.parley.rosbridge.envelope.Verdict;
import dev.parley.rosbridge.motion.Drive;
import dev.parley.rosbridge.safety.Hold;
import dev.parley.station.EpisodeRun;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Sets the table: by a person, who says when it is set, or by the arm. The arm's way is motion like any other: under the same lease, envelope and
 * watchdog, and it begins only while a person holds the key at the local console. One episode; one thread.
 */
final class ResetProcedure {
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final double THERE = 0.01;

    private final Rig rig;
    private final EpisodeRun run;
    private final Leader leader;
    private final TableSet table;
    private final Envelope envelope;

    /** @param envelope of this episode */
    ResetProcedure(Rig rig, EpisodeRun run, Leader leader, TableSet table, Envelope envelope) {
        this.rig = rig;
        this.run = run;
        this.leader = leader;
        this.table = table;
        this.envelope = envelope;
    }

    /** Empty when the table is set. */
    Optional<LoopEnding> run() throws InterruptedException {
        long deadlineNs = rig.time().nowNs() + rig.settings().reset().patience().toNanos();
        return rig.settings().reset().scripted() ? scripted(deadlineNs) : manual(deadlineNs);
    }

    private Optional<LoopEnding> manual(long deadlineNs) throws InterruptedException {
        table.want();
        try {
            while (table.setBy().isEmpty()) {
                Optional<LoopEnding> over = leader.over();
                if (over.isPresent()) {
                    return over;
                }
                if (rig.time().nowNs() > deadlineNs) {
                    return Optional.of(new LoopEnding.StoppedHere("Nobody at the robot said that the table is set."));
                }
                rig.time().waitUntilNs(rig.time().nowNs() + LOOK_NS);
            }
            return Optional.empty();
        } finally {
            table.wantNoMore();
        }
    }

    private Optional<LoopEnding> scripted(long deadlineNs) throws InterruptedException {
        Optional<LoopEnding> notHeld = awaitHold(deadlineNs);
        if (notHeld.isPresent()) {
            return notHeld;
        }
        for (double[] pose : rig.settings().reset().poses()) {
            Optional<LoopEnding> ended = goTo(pose, deadlineNs);
            if (ended.isPresent()) {
                return ended;
            }
        }
        return Optional.empty();
    }

    private Optional<LoopEnding> awaitHold(long deadlineNs) throws InterruptedException {
        Hold hold = rig.hold();
        hold.forget();
        while (rig.settings().reset().holdToStart() && hold.heldFor().compareTo(Hold.TO_START) < 0) {
            Optional<LoopEnding> over = leader.over();
            if (over.isPresent()) {
                return over;
            }
            if (rig.time().nowNs() > deadlineNs) {
                return Optional.of(
                        new LoopEnding.StoppedHere("Nobody at the robot held the key to begin the scripted reset."));
            }
            rig.time().waitUntilNs(rig.time().nowNs() + LOOK_NS);
        }
        return Optional.empty();
    }

    private Optional<LoopEnding> goTo(double[] pose, long deadlineNs) throws InterruptedException {
        Drive drive = rig.drive();
        Duration period = rig.settings().control().period();
        while (true) {
            Optional<LoopEnding> ended = leader.engaged(deadlineNs);
            if (ended.isPresent()) {
                return ended;
            }
            if (rig.time().nowNs() > deadlineNs) {
                return Optional.of(new LoopEnding.RobotFault("The scripted reset took too long."));
            }
            drive.awaitTurn();
            Optional<double[]> at = drive.commanded();
            if (at.isEmpty()) {
                continue;
            }
            if (near(at.get(), pose)) {
                return Optional.empty();
            }
            switch (envelope.judge(at.get(), pose, period)) {
                case Verdict.Lead lead -> {
                    // The watch looks too; here it is asked for each single command.
                    if (run.mayMove()) {
                        drive.lead(lead.applied(), period);
                    }
                }
                case Verdict.Trip trip -> {
                    return Optional.of(new LoopEnding.RobotFault("The scripted reset leads where nothing may be."));
                }
                case Verdict.NoCommand none -> {
                    return Optional.of(new LoopEnding.RobotFault("The scripted reset has a pose that is none."));
                }
                case Verdict.Astray astray -> {
                    return Optional.of(new LoopEnding.RobotFault(astray.why()));
                }
            }
            rig.time().waitUntilNs(rig.time().nowNs() + period.toNanos());
        }
    }

    private static boolean near(double[] at, double[] pose) {
        for (int i = 0; i < at.length; i++) {
            if (Math.abs(at[i] - pose[i]) > THERE) {
                return false;
            }
        }
        return true;
    }
}
