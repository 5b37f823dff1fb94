package dev.parley.rosbridge.motion;

import dev.parley.rosbridge.standin.SimulatedArm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A simulated arm on a clock that stands still until somebody waits for it: every run is the same, and no test takes its time. One thread. */
public final class SteppedArm implements Arm, MonotonicTime {
    private static final long STEP_NS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long STATES_NS = TimeUnit.MILLISECONDS.toNanos(20);

    public final SimulatedArm arm;
    public final List<ShortTrajectory> followed = new ArrayList<>();
    public int stops;
    public boolean linkUp = true;
    public boolean deafToStops;
    public boolean statesSilent;

    /** Called at every step of time, as other threads would be there. */
    public Runnable beside = () -> {};

    private final JointHistory history = new JointHistory(0.004, Duration.ofMillis(250));
    private long nowNs = TimeUnit.DAYS.toNanos(1);

    public SteppedArm(double... start) {
        arm = new SimulatedArm(start);
        pass(Duration.ofMillis(500));
    }

    @Override
    public long nowNs() {
        return nowNs;
    }

    @Override
    public void waitUntilNs(long deadlineNs) {
        while (nowNs < deadlineNs) {
            step();
        }
    }

    public void pass(Duration time) {
        waitUntilNs(nowNs + time.toNanos());
    }

    private void step() {
        nowNs += STEP_NS;
        arm.advance(STEP_NS / 1e9);
        if (nowNs % STATES_NS == 0 && linkUp && !statesSilent) {
            history.add(arm.positions(), nowNs + 7, nowNs);
        }
        beside.run();
    }

    @Override
    public boolean follow(ShortTrajectory trajectory) {
        if (!linkUp) {
            return false;
        }
        followed.add(trajectory);
        List<SimulatedArm.Point> points = new ArrayList<>();
        for (int i = 0; i < trajectory.rows().size(); i++) {
            points.add(new SimulatedArm.Point(
                    trajectory.atNs().get(i) / 1e9, trajectory.rows().get(i)));
        }
        arm.follow(points);
        return true;
    }

    @Override
    public boolean stop() {
        stops++;
        if (linkUp && !deafToStops) {
            arm.stop();
        }
        return linkUp;
    }

    @Override
    public JointHistory history() {
        return history;
    }

    /** A licence as the journal gives it. */
    public static MotionLicence licence() {
        return new MotionLicence() {
            @Override
            public String what() {
                return "a test";
            }

            @Override
            public boolean open() {
                return true;
            }
        };
    }
}
