package dev.parley.sim.benchmark;

import com.sun.management.ThreadMXBean;
import dev.parley.sim.policy.Policies;
import dev.parley.sim.policy.Policy;
import dev.parley.sim.policy.PrivilegedPolicy;
import dev.parley.sim.policy.Prompted;
import dev.parley.sim.scene.Conditions;
import dev.parley.sim.scene.Observation;
import dev.parley.sim.scene.SimulatedScene;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Main: how long one picture takes on one core while the scripted expert works, for both cameras.
 *
 * <p>Physics runs between the pictures and is not counted, so that every picture shows something new and the caches are as cold as
 * in an episode. Processor time is what the thread used; wall time also holds what else the machine did.
 */
public final class RenderBenchmark {

    private static final int WARM_UP_PICTURES = 600;
    private static final int PICTURES = 1000;
    private static final int STEPS_OF_AN_EPISODE = 60;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final int[] front = new int[640 * 480];
    private final ByteBuffer pixels = ByteBuffer.allocate(4 * front.length);
    private final CRC32C pictures = new CRC32C();
    private final Series frontSeries = new Series(PICTURES);
    private final Series policySeries = new Series(PICTURES);
    private final Series resetSeries = new Series(PICTURES);

    public static void main(String[] args) {
        new RenderBenchmark().run();
    }

    private void run() {
        try (SimulatedScene scene = SimulatedScene.open("blocks-and-bowls");
                Policy expert = Policies.load("scripted-expert")) {
            ((PrivilegedPolicy) expert).grantTruth(scene::truth);
            show(scene, expert, WARM_UP_PICTURES);
            frontSeries.forget();
            policySeries.forget();
            resetSeries.forget();
            show(scene, expert, PICTURES);
        }
        System.out.println("640x480, 2x2 samples: " + frontSeries);
        System.out.println("64x64, 3x3 samples:   " + policySeries);
        System.out.println("checksum of all pictures: " + Long.toHexString(pictures.getValue()));
        System.out.println("reset of an episode:  " + resetSeries);
    }

    private void show(SimulatedScene scene, Policy expert, int count) {
        for (int i = 0; i < count; i++) {
            if (i % STEPS_OF_AN_EPISODE == 0) {
                long seed = 700_000L + i;
                resetSeries.measure(() -> scene.reset(seed, Conditions.FREE));
                expert.begin(
                        Prompted.words(scene.description().tasks().get(i % 6).instruction()), seed);
            }
            frontSeries.measure(() -> scene.renderFront(front));
            policySeries.measure(scene::observe);
            Observation seen = scene.observe();
            pictures.update(seen.image());
            pixels.asIntBuffer().put(front);
            pictures.update(pixels.array());
            scene.step(expert.act(seen));
        }
    }

    /** Measurements of one kind of picture. */
    private final class Series {

        private final double[] wallMs;
        private final double[] processorMs;
        private final double[] allocatedKib;
        private int count;

        Series(int room) {
            wallMs = new double[room];
            processorMs = new double[room];
            allocatedKib = new double[room];
        }

        void forget() {
            count = 0;
        }

        void measure(Runnable work) {
            long allocated = threads.getCurrentThreadAllocatedBytes();
            long processor = threads.getCurrentThreadCpuTime();
            long wall = System.nanoTime();
            work.run();
            wallMs[count] = (System.nanoTime() - wall) / 1e6;
            processorMs[count] = (threads.getCurrentThreadCpuTime() - processor) / 1e6;
            allocatedKib[count++] = (threads.getCurrentThreadAllocatedBytes() - allocated) / 1024.;
        }

        @Override
        public String toString() {
            return "processor ms " + of(processorMs) + "; wall ms " + of(wallMs)
                    + "; allocated KiB %.1f".formatted(of(allocatedKib).median());
        }

        private Spread of(double[] values) {
            return new Spread(Arrays.copyOf(values, count));
        }
    }
}
