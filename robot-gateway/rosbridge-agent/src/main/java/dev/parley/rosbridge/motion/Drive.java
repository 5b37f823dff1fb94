package dev.parley.rosbridge.motion;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Leads an arm: one short trajectory after the other, each from where the last one ended. Whoever sees a reason calls {@link #halt}, from any
 * thread; nothing more goes out then until whoever leads has looked at where the arm stands and calls {@link #engage}. Thread-safe.
 */
public final class Drive {
    private static final System.Logger LOG = System.getLogger(Drive.class.getName());
    private static final long LOOK_NS = Duration.ofMillis(5).toNanos();

    private final Arm arm;
    private final DriveSettings settings;
    private final MonotonicTime time;
    private @Nullable MotionLicence licence;
    private double @Nullable [] commanded;
    private Optional<String> halted = Optional.of("nothing leads the arm");
    private long haltedNs;
    private long stopSaidNs;
    private long endsNs;
    private long commandByNs;
    private Duration watchdog = Duration.ofMillis(200);

    public Drive(Arm arm, DriveSettings settings, MonotonicTime time) {
        this.arm = arm;
        this.settings = settings;
        this.time = time;
        haltedNs = time.nowNs();
        stopSaidNs = haltedNs;
        endsNs = haltedNs;
    }

    public Arm arm() {
        return arm;
    }

    /**
     * A motion begins; nothing moves before {@link #engage}.
     *
     * @param commandWatchdog when no command comes for so long the arm is halted
     */
    public synchronized void open(MotionLicence journalled, Duration commandWatchdog) {
        if (licence != null) {
            throw new IllegalStateException("the arm is led by " + licence.what() + " already");
        }
        if (!journalled.open()) {
            throw new IllegalStateException(journalled.what() + " is over");
        }
        licence = journalled;
        watchdog = commandWatchdog;
        halted = Optional.of("it has not begun");
    }

    /**
     * Takes the arm from where it stands now.
     *
     * @return its joints; empty, and nothing done, unless it stands still and says where
     */
    public synchronized Optional<double[]> engage() {
        if (licence == null || !licence.open()) {
            throw new IllegalStateException("nothing leads the arm");
        }
        long now = time.nowNs();
        Optional<JointSample> sample = arm.history().fresh(now);
        if (sample.isEmpty() || arm.history().rest(now) != Rest.STILL) {
            return Optional.empty();
        }
        commanded = sample.get().positions();
        halted = Optional.empty();
        endsNs = now;
        commandByNs = now + watchdog.toNanos();
        return Optional.of(commanded.clone());
    }

    /** Where the arm is commanded to be at the end of the last trajectory; empty while halted. */
    public synchronized Optional<double[]> commanded() {
        return halted.isPresent() || commanded == null ? Optional.empty() : Optional.of(commanded.clone());
    }

    /**
     * Leads it on.
     *
     * @return false if it is halted: then nothing was sent
     * @throws IllegalArgumentException if that is too long a way in time
     */
    public synchronized boolean lead(double[] to, Duration over) {
        double[] from = commanded;
        if (halted.isPresent() || from == null || licence == null || !licence.open()) {
            return false;
        }
        ShortTrajectory trajectory = ShortTrajectory.between(from, to, over);
        long now = time.nowNs();
        if (!arm.follow(trajectory)) {
            halt("there is no connection to the robot");
            return false;
        }
        commanded = to.clone();
        endsNs = now + trajectory.length().toNanos();
        commandByNs = now + watchdog.toNanos();
        return true;
    }

    /** Where a trajectory would not replace the one that runs: waits until that one is over. */
    public void awaitTurn() throws InterruptedException {
        if (settings.replaces()) {
            return;
        }
        long giveUp = time.nowNs() + settings.confirmWithin().toNanos();
        while (!turn() && time.nowNs() < giveUp) {
            expectCommand();
            time.waitUntilNs(time.nowNs() + LOOK_NS);
        }
    }

    private synchronized boolean turn() {
        long now = time.nowNs();
        return halted.isPresent() || (now >= endsNs && arm.history().rest(now) == Rest.STILL);
    }

    /** A command is being made: the watchdog waits for it from now on anew. */
    public synchronized void expectCommand() {
        commandByNs = time.nowNs() + watchdog.toNanos();
    }

    /** Whether a command is overdue while the arm is led. */
    synchronized boolean commandOverdue() {
        return halted.isEmpty() && time.nowNs() - commandByNs > 0;
    }

    /** Ends motion now. The first reason stays; every call says stop again. */
    public synchronized void halt(String why) {
        if (halted.isEmpty()) {
            LOG.log(INFO, "halt: {0}", why);
            halted = Optional.of(why);
            haltedNs = time.nowNs();
        } else if (licence == null) {
            haltedNs = time.nowNs();
        }
        sayStop();
    }

    /** Says stop again when it is time to, while a halted arm is not seen to stand. */
    synchronized void insist() {
        long now = time.nowNs();
        if (halted.isPresent()
                && licence != null
                && now - stopSaidNs >= settings.repeatStop().toNanos()
                && arm.history().rest(now) == Rest.MOVING) {
            sayStop();
        }
    }

    private void sayStop() {
        stopSaidNs = time.nowNs();
        if (!arm.stop()) {
            LOG.log(WARNING, "a stop could not be sent; the arm ends what it was told, which is 300 ms at most");
        }
    }

    /** Why the arm is not led on. */
    public synchronized Optional<String> halted() {
        return halted;
    }

    /** Whether a motion is open. */
    public synchronized boolean inUse() {
        return licence != null;
    }

    /** When what the arm was told last is over. */
    public synchronized long endsNs() {
        return endsNs;
    }

    /** Waits until the arm is seen to stand; empty where it is not, or does not say. */
    public Optional<Stillness> awaitStill() throws InterruptedException {
        long toldNs;
        synchronized (this) {
            toldNs = haltedNs;
        }
        long giveUpNs = time.nowNs() + settings.confirmWithin().toNanos();
        while (true) {
            long now = time.nowNs();
            // What was so before it was told says nothing: it may just have begun to move.
            if (now - toldNs >= JointHistory.LOOK.toNanos() && arm.history().rest(now) == Rest.STILL) {
                long ended = arm.history().stillSinceNs().orElse(now);
                return Optional.of(new Stillness(toldNs, ended, now));
            }
            if (now >= giveUpNs) {
                return Optional.empty();
            }
            insist();
            time.waitUntilNs(now + LOOK_NS);
        }
    }

    /** The motion is over: nothing more is sent but stops. */
    public synchronized void close() {
        if (halted.isEmpty()) {
            halt("it is over");
        }
        licence = null;
        commanded = null;
    }
}
