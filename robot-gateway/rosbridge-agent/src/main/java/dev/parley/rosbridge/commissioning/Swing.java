package dev.parley.rosbridge.commissioning;

import dev.parley.rosbridge.envelope.Envelope;
import dev.parley.rosbridge.envelope.Verdict;
import dev.parley.rosbridge.motion.Drive;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Leads the arm to and fro for checks, through the same envelope as any policy. One thread. */
final class Swing {
    private static final double THERE = 0.005;

    /** How long a check waits for the arm to be ready, and for the key to be held. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Drive drive;
    private final Envelope envelope;
    private final Examination examination;
    private boolean outward = true;

    Swing(Drive drive, Envelope envelope, Examination examination) {
        this.drive = drive;
        this.envelope = envelope;
        this.examination = examination;
    }

    /** Takes the arm over once everything permits it. */
    void engage(Supplier<Optional<String>> obstacle) throws CheckFailed, InterruptedException {
        long giveUp = examination.time().nowNs() + PATIENCE.toNanos();
        Optional<String> why = obstacle.get();
        while (why.isPresent() || drive.engage().isEmpty()) {
            if (examination.time().nowNs() > giveUp) {
                throw new CheckFailed("It did not begin: " + why.orElse("the arm is not seen to stand"));
            }
            pause();
            why = obstacle.get();
        }
    }

    /** Swings for so long; ends early, and says why, when the arm is halted. */
    Optional<String> swing(Duration howLong) throws CheckFailed, InterruptedException {
        long until = examination.time().nowNs() + howLong.toNanos();
        while (examination.time().nowNs() < until) {
            double[] goal = outward ? examination.to() : examination.from();
            if (!step(goal)) {
                return Optional.of(drive.halted().orElse("the arm was halted"));
            }
            if (drive.commanded().filter(at -> apart(at, goal) < THERE).isPresent()) {
                outward = !outward;
            }
        }
        return Optional.empty();
    }

    /** One command more, of which only a share passes: whoever stops an arm does not wait for the end of what it was told. */
    Optional<String> intoTheNext(double share) throws CheckFailed, InterruptedException {
        if (!command(outward ? examination.to() : examination.from())) {
            return Optional.of(drive.halted().orElse("the arm was halted"));
        }
        long passes = Math.round(examination.pace().toNanos() * share);
        examination.time().waitUntilNs(examination.time().nowNs() + passes);
        return drive.halted();
    }

    /** Goes to one end and stays there. */
    Optional<String> goTo(double[] goal) throws CheckFailed, InterruptedException {
        while (drive.commanded().filter(at -> apart(at, goal) >= THERE).isPresent()) {
            if (!step(goal)) {
                break;
            }
        }
        return drive.halted();
    }

    /** One command on the way to a goal, and its time; false once the arm is halted. */
    boolean step(double[] goal) throws CheckFailed, InterruptedException {
        boolean led = command(goal);
        if (led) {
            pause();
        }
        return led;
    }

    private boolean command(double[] goal) throws CheckFailed, InterruptedException {
        drive.awaitTurn();
        Optional<double[]> at = drive.commanded();
        if (at.isEmpty()) {
            return false;
        }
        return switch (envelope.judge(at.get(), goal, examination.pace())) {
            case Verdict.Lead lead -> drive.lead(lead.applied(), examination.pace());
            case Verdict.Trip trip -> throw new CheckFailed("The way leads through a place that is kept out of.");
            case Verdict.Astray astray -> throw new CheckFailed(astray.why());
            case Verdict.NoCommand none -> throw new CheckFailed(none.why());
        };
    }

    void pause() throws InterruptedException {
        examination
                .time()
                .waitUntilNs(examination.time().nowNs() + examination.pace().toNanos());
    }

    static double apart(double[] one, double[] other) {
        double apart = 0;
        for (int i = 0; i < one.length; i++) {
            apart = Math.max(apart, Math.abs(one[i] - other[i]));
        }
        return apart;
    }
}
