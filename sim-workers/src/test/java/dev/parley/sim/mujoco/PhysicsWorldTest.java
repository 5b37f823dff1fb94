package dev.parley.sim.mujoco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PhysicsWorldTest {

    private static final String FALLING_BOX = """
            <mujoco>
              <option timestep="0.002"/>
              <worldbody>
                <geom name="floor" type="plane" size="1 1 .1"/>
                <body name="box" pos="0 0 .5"><freejoint/><geom name="box" type="box" size=".05 .05 .05" rgba="1 0 0 1"/></body>
              </worldbody>
            </mujoco>
            """;

    @Test
    void boxFallsAndComesToRestOnTheFloor() {
        try (PhysicsWorld world = new PhysicsWorld(FALLING_BOX)) {
            run(world, 1000);

            assertThat(world.bodyPosition(world.body("box"), 2)).isBetween(0.045, 0.051);
            assertThat(world.contacts()).isPositive();
            assertThat(world.timeS()).isBetween(1.999, 2.001);
        }
    }

    @Test
    void resetForgetsTheWholePast() {
        try (PhysicsWorld world = new PhysicsWorld(FALLING_BOX)) {
            run(world, 400);
            double[] first = world.state();
            world.reset();
            run(world, 400);

            assertThat(world.state()).isEqualTo(first);
        }
    }

    @Test
    void worldsOnTwoThreadsDoNotDisturbEachOther() throws Exception {
        double[] alone;
        try (PhysicsWorld world = new PhysicsWorld(FALLING_BOX)) {
            alone = run(world, 2000);
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<double[]> one = threads.submit(PhysicsWorldTest::runAlone);
            Future<double[]> other = threads.submit(PhysicsWorldTest::runAlone);

            assertThat(one.get(20, TimeUnit.SECONDS)).isEqualTo(alone);
            assertThat(other.get(20, TimeUnit.SECONDS)).isEqualTo(alone);
        }
    }

    @Test
    void refusesAWrongModelInTheEnginesWords() {
        assertThatThrownBy(() -> new PhysicsWorld("<mujoco><worldbody><geom type='blob'/></worldbody></mujoco>"))
                .isInstanceOf(PhysicsException.class)
                .hasMessageContaining("MuJoCo refuses the model");
    }

    @Test
    void namesWhatTheModelLacks() {
        try (PhysicsWorld world = new PhysicsWorld(FALLING_BOX)) {
            assertThatThrownBy(() -> world.body("sphere"))
                    .isInstanceOf(PhysicsException.class)
                    .hasMessageContaining("no body named sphere");
        }
    }

    @Test
    void closedWorldCannotBeStepped() {
        PhysicsWorld world = new PhysicsWorld(FALLING_BOX);
        world.close();
        world.close();

        assertThatThrownBy(world::step).isInstanceOf(PhysicsException.class).hasMessageContaining("closed");
    }

    private static double[] runAlone() {
        try (PhysicsWorld world = new PhysicsWorld(FALLING_BOX)) {
            return run(world, 2000);
        }
    }

    private static double[] run(PhysicsWorld world, int steps) {
        for (int i = 0; i < steps; i++) {
            world.step();
        }
        return world.state();
    }
}
