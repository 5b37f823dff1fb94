package dev.parley.sim.scene;

import dev.parley.sim.benchmark.Spread;
import dev.parley.sim.body.ArmKinematics;
import dev.parley.sim.mujoco.PhysicsWorld;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Main: physics steps a second in Java beside a C program on the same library, model, start and commands, pass by pass in turn,
 * in processor time of the stepping thread. Both must end in the same state to the last bit. Needs gcc.
 */
public final class PhysicsBenchmark {

    private static final int ACTUATED = 8;
    private static final int POSITIONS = ACTUATED + 7 * 6;
    private static final int STEPS = 4800;
    private static final int PASSES = 21;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final double[] start = new double[POSITIONS];
    private final double[][] commands = new double[STEPS][ACTUATED];

    public static void main(String[] args) throws IOException, InterruptedException {
        new PhysicsBenchmark().run();
    }

    private void run() throws IOException, InterruptedException {
        recordCommands();
        Path folder = Files.createTempDirectory("parley-physics");
        try (PhysicsWorld world =
                        new PhysicsWorld(SceneFolder.of("blocks-and-bowls").text("model.xml"));
                PhysicsBaseline baseline = PhysicsBaseline.start(folder, input(), POSITIONS, ACTUATED, STEPS)) {
            double[] java = new double[PASSES];
            double[] c = new double[PASSES];
            double[] ratio = new double[PASSES];
            for (int warmUp = 0; warmUp < 3; warmUp++) {
                pass(world);
                baseline.pass();
            }
            for (int i = 0; i < PASSES; i++) {
                long javaNs = pass(world);
                PhysicsBaseline.Pass other = baseline.pass();
                String mine = checksum(world);
                if (!other.checksum().equals(mine)) {
                    throw new IllegalStateException("C ended in " + other.checksum() + ", Java in " + mine);
                }
                java[i] = STEPS * 1e6 / javaNs;
                c[i] = STEPS * 1e6 / other.ns();
                ratio[i] = other.ns() / (double) javaNs;
            }
            System.out.println("Java, thousand steps a second: " + new Spread(java));
            System.out.println("C, thousand steps a second:    " + new Spread(c));
            System.out.println("Java/C:                        " + new Spread(ratio));
        }
    }

    // A tool that sweeps low over the table and shuts and opens its fingers, so that there is contact and friction.
    private void recordCommands() {
        try (SimulatedScene scene = SimulatedScene.open("blocks-and-bowls")) {
            scene.reset(700_001, Conditions.FREE);
            System.arraycopy(scene.state(), 0, start, 0, POSITIONS);
        }
        for (int i = 0; i < STEPS; i++) {
            double turn = 2 * Math.PI * i / STEPS;
            double[] joints = ArmKinematics.jointsFor(
                    .04 + .14 * StrictMath.sin(3 * turn),
                    .22 * StrictMath.sin(2 * turn),
                    .05 + .03 * StrictMath.cos(5 * turn),
                    .5 * StrictMath.sin(turn));
            System.arraycopy(joints, 0, commands[i], 0, joints.length);
            double finger = i / 960 % 2 == 0 ? 0.04 : 0;
            commands[i][ACTUATED - 2] = finger;
            commands[i][ACTUATED - 1] = finger;
        }
    }

    private byte[] input() {
        ByteBuffer bytes =
                ByteBuffer.allocate(8 * (POSITIONS + STEPS * ACTUATED)).order(ByteOrder.nativeOrder());
        for (double position : start) {
            bytes.putDouble(position);
        }
        for (double[] command : commands) {
            for (double value : command) {
                bytes.putDouble(value);
            }
        }
        return bytes.array();
    }

    private long pass(PhysicsWorld world) {
        world.reset();
        for (int i = 0; i < POSITIONS; i++) {
            world.setPosition(i, start[i]);
        }
        command(world, 0);
        world.forward();
        long before = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < STEPS; i++) {
            command(world, i);
            world.compensateBias(ACTUATED);
            world.step();
        }
        return threads.getCurrentThreadCpuTime() - before;
    }

    private void command(PhysicsWorld world, int step) {
        for (int actuator = 0; actuator < ACTUATED; actuator++) {
            world.setControl(actuator, commands[step][actuator]);
        }
    }

    private static String checksum(PhysicsWorld world) {
        long sum = 0;
        for (int i = 0; i < POSITIONS; i++) {
            sum = 31 * sum + Double.doubleToRawLongBits(world.position(i));
        }
        return "%016x".formatted(sum);
    }

    static byte[] resource(String name) throws IOException {
        try (var in = PhysicsBenchmark.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("The test class path lacks " + name);
            }
            return in.readAllBytes();
        }
    }

    static String text(String name) throws IOException {
        return new String(resource(name), StandardCharsets.UTF_8);
    }
}
