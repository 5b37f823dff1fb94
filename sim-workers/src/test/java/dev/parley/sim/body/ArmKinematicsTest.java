package dev.parley.sim.body;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sim.mujoco.PhysicsWorld;
import dev.parley.sim.scene.SceneFolder;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ArmKinematicsTest {

    @Test
    void jointsBringTheToolToThePointAskedFor() {
        try (PhysicsWorld world =
                new PhysicsWorld(SceneFolder.of("blocks-and-bowls").text("model.xml"))) {
            int tool = world.site("tool");
            for (double x = -0.15; x <= 0.16; x += 0.1) {
                for (double y = -0.3; y <= 0.3; y += 0.15) {
                    for (double z = 0.01; z <= 0.25; z += 0.08) {
                        double[] joints = ArmKinematics.jointsFor(x, y, z, 0.2);
                        for (int joint = 0; joint < joints.length; joint++) {
                            world.setPosition(joint, joints[joint]);
                        }
                        world.forward();

                        assertThat(world.sitePosition(tool, 0)).isCloseTo(x, within());
                        assertThat(world.sitePosition(tool, 1)).isCloseTo(y, within());
                        assertThat(world.sitePosition(tool, 2)).isCloseTo(z, within());
                    }
                }
            }
        }
    }

    @Test
    void pointOutOfReachIsApproachedWithFiniteAngles() {
        assertThat(Arrays.stream(ArmKinematics.jointsFor(3, 2, 0.1, 0))).allMatch(Double::isFinite);
    }

    private static Offset<Double> within() {
        return Offset.offset(1e-6);
    }
}
