package dev.parley.rosbridge.description;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.rosbridge.standin.Cases;
import dev.parley.rosbridge.standin.Robots;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class KinematicChainTest {
    private static final double EXACT = 1e-12;
    private static final double RIGHT_ANGLE = Math.PI / 2;

    private static void at(double[] joints, double x, double y, double z) {
        Vector3 tool = Robots.chain().tool(joints).position();
        assertThat(tool.x()).isEqualTo(x, within(EXACT));
        assertThat(tool.y()).isEqualTo(y, within(EXACT));
        assertThat(tool.z()).isEqualTo(z, within(EXACT));
    }

    @Test
    void toolIsWhereTheDrawingSays() {
        at(new double[] {0, 0, 0, 0}, 0, 0, 0.85);
        at(new double[] {0, RIGHT_ANGLE, 0, 0}, 0.65, 0, 0.2);
        at(new double[] {RIGHT_ANGLE, RIGHT_ANGLE, 0, 0}, 0, 0.65, 0.2);
        at(new double[] {0, 0, RIGHT_ANGLE, 0}, 0.35, 0, 0.5);
        at(new double[] {0, RIGHT_ANGLE, -RIGHT_ANGLE, RIGHT_ANGLE}, 0.3 + 0.1, 0, 0.2 + 0.25);
    }

    @Test
    void rollPitchAndYawTurnAsUrdfSays() {
        // Ninety degrees of roll, then of yaw: what was along y is along z, and stays there.
        Transform turned = Transform.of(Vector3.ZERO, new Vector3(RIGHT_ANGLE, 0, RIGHT_ANGLE));
        Vector3 y = turned.apply(new Vector3(0, 1, 0));
        assertThat(y.z()).isEqualTo(1, within(EXACT));
        Vector3 x = turned.apply(new Vector3(1, 0, 0));
        assertThat(x.y()).isEqualTo(1, within(EXACT));
    }

    @Test
    void noPointMovesFartherThanReachSays() {
        KinematicChain chain = Robots.chain();
        double[] reach = chain.reach();
        Cases.each(2000, random -> {
            double[] from = random.doubles(4, -2, 2).toArray();
            double[] to = from.clone();
            double bound = 0;
            for (int i = 0; i < to.length; i++) {
                double move = random.nextDouble(-0.3, 0.3);
                to[i] += move;
                bound += reach[i] * Math.abs(move);
            }
            List<Vector3> before = chain.guardedPoints(from);
            List<Vector3> after = chain.guardedPoints(to);
            for (int p = 0; p < before.size(); p++) {
                assertThat(before.get(p).distanceTo(after.get(p))).isLessThanOrEqualTo(bound + EXACT);
            }
        });
    }

    @Test
    void positionsAreInTheOrderThatWasAskedFor() {
        RobotDescription robot = UrdfReader.read(Robots.urdf());
        KinematicChain chain = KinematicChain.of(
                robot, "base_link", "tool0", List.of("wrist", "turn", "elbow", "shoulder"), List.of("tool0"));
        Vector3 other = chain.tool(new double[] {0.4, 0.1, 0.3, 0.2}).position();
        Vector3 usual = Robots.chain().tool(new double[] {0.1, 0.2, 0.3, 0.4}).position();
        assertThat(other.distanceTo(usual)).isLessThan(EXACT);
    }

    @Test
    void chainsThatAreNoneAreRefusedByName() {
        RobotDescription robot = UrdfReader.read(Robots.urdf());
        List<String> joints = List.of("turn", "shoulder", "elbow", "wrist");
        assertThatThrownBy(() -> KinematicChain.of(robot, "base_link", "tool1", joints, List.of("tool1")))
                .hasMessageContaining("tool1");
        assertThatThrownBy(() -> KinematicChain.of(robot, "tool0", "base_link", joints, List.of("base_link")))
                .hasMessageContaining("does not hang on");
        assertThatThrownBy(() -> KinematicChain.of(robot, "base_link", "tool0", List.of("turn"), List.of("tool0")))
                .as("a joint that nobody watches would move the tool unseen")
                .hasMessageContaining("elbow");
        assertThatThrownBy(() -> KinematicChain.of(robot, "base_link", "tool0", joints, List.of("hand")))
                .hasMessageContaining("tool0");
        assertThatThrownBy(() -> KinematicChain.of(robot, "base_link", "hand", joints, List.of("hand", "tool0")))
                .hasMessageContaining("tool0");
        assertThatThrownBy(() -> Robots.chain().guardedPoints(new double[3])).hasMessageContaining("4 joints");
    }

    @Test
    void jointThatFollowsAnotherIsNotLed() {
        String urdf = new String(Robots.urdf(), StandardCharsets.UTF_8)
                .replace("<axis xyz=\"0 0 1\"/>", "<axis xyz=\"0 0 1\"/><mimic joint=\"elbow\"/>");
        RobotDescription robot = UrdfReader.read(urdf.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> KinematicChain.of(
                        robot, "base_link", "tool0", List.of("turn", "shoulder", "elbow", "wrist"), List.of("tool0")))
                .hasMessageContaining("follows elbow");
    }

    @Test
    void slidingJointMovesAlongItsAxis() {
        RobotDescription robot = UrdfReader.read(("<robot name='r'><link name='a'/><link name='b'/><link name='c'/>"
                        + "<joint name='s' type='prismatic'><parent link='a'/><child link='b'/><axis xyz='0 2 0'/>"
                        + "<limit lower='0' upper='0.5' velocity='1'/></joint>"
                        + "<joint name='t' type='continuous'><parent link='b'/><child link='c'/>"
                        + "<origin xyz='0.2 0 0'/><axis xyz='0 0 1'/></joint></robot>")
                .getBytes(StandardCharsets.UTF_8));
        KinematicChain chain = KinematicChain.of(robot, "a", "c", List.of("s", "t"), List.of("c"));
        assertThat(chain.tool(new double[] {0.3, 1}).position()).isEqualTo(new Vector3(0.2, 0.3, 0));
        assertThat(chain.reach()).containsExactly(1, 0);
    }
}
