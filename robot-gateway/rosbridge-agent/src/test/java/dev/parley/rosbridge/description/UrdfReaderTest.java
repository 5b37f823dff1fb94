package dev.parley.rosbridge.description;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.rosbridge.standin.Cases;
import dev.parley.rosbridge.standin.Robots;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UrdfReaderTest {
    @TempDir
    Path folder;

    private static RobotDescription read(String urdf) {
        return UrdfReader.read(urdf.getBytes(UTF_8));
    }

    private static String joint(String inner) {
        return "<robot name='r'><link name='a'/><link name='b'/><joint name='j' type='revolute'><parent link='a'/>"
                + "<child link='b'/>" + inner + "</joint></robot>";
    }

    @Test
    void tableArmIsRead() {
        RobotDescription robot = UrdfReader.read(Robots.urdf());
        assertThat(robot.name()).isEqualTo("table-arm");
        assertThat(robot.links()).hasSize(6);
        assertThat(robot.joints()).hasSize(5);
        Joint elbow = robot.joints().get(2);
        assertThat(elbow.kind()).isEqualTo(Joint.Kind.REVOLUTE);
        assertThat(elbow.limits()).contains(new Joint.Limits(-2.6, 2.6, 3.0));
    }

    @Test
    void fileOutsideIsNeverRead() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "do not tell");
        assertThatThrownBy(() -> read("<!DOCTYPE robot [<!ENTITY x SYSTEM '" + secret.toUri()
                        + "'>]><robot name='&x;'><link name='a'/></robot>"))
                .isInstanceOf(UrdfException.class)
                .hasMessageNotContaining("do not tell");
        assertThatThrownBy(() -> read("<!DOCTYPE robot SYSTEM '" + secret.toUri() + "'><robot name='r'/>"))
                .isInstanceOf(UrdfException.class);
        assertThatThrownBy(() -> read("<!DOCTYPE robot [<!ENTITY % x SYSTEM '" + secret.toUri() + "'> %x;]><robot/>"))
                .isInstanceOf(UrdfException.class);
        assertThat(read("<robot name='r' xmlns:xi='http://www.w3.org/2001/XInclude'><link name='a'/><xi:include href='"
                                + secret.toUri() + "' parse='text'/></robot>")
                        .links())
                .as("an inclusion is left alone, not followed")
                .containsExactly("a");
    }

    @Test
    void entitiesThatGrowAreRefused() {
        StringBuilder bomb = new StringBuilder("<!DOCTYPE r [<!ENTITY a0 'ha'>");
        for (int i = 1; i < 30; i++) {
            bomb.append("<!ENTITY a")
                    .append(i)
                    .append(" '&a")
                    .append(i - 1)
                    .append(";&a")
                    .append(i - 1)
                    .append(";'>");
        }
        assertThatThrownBy(() -> read(bomb + "]><robot name='&a29;'/>")).isInstanceOf(UrdfException.class);
    }

    @Test
    void largeFileIsRefusedUnread() {
        assertThatThrownBy(() -> UrdfReader.read(new byte[HardenedXml.LARGEST_BYTES + 1]))
                .hasMessageContaining("bytes");
    }

    @Test
    void whatIsWrongIsNamed() {
        assertThatThrownBy(() -> read("<sdf/>")).hasMessageContaining("<sdf>");
        assertThatThrownBy(() -> read("<robot name='r'/>")).hasMessageContaining("no link");
        assertThatThrownBy(() -> read("<robot")).isInstanceOf(UrdfException.class);
        assertThatThrownBy(() -> read(joint("<axis xyz='0 0 0'/>"))).hasMessageContaining("no direction");
        assertThatThrownBy(() -> read(joint("<axis xyz='0 0'/>"))).hasMessageContaining("three numbers");
        assertThatThrownBy(() -> read(joint("<origin xyz='0 0 NaN'/>"))).hasMessageContaining("finite");
        assertThatThrownBy(() -> read(joint("<origin xyz='0 0 1e999'/>"))).hasMessageContaining("finite");
        assertThatThrownBy(() -> read(joint("<origin xyz='0 0 up'/>"))).hasMessageContaining("no number");
        assertThatThrownBy(() -> read(joint("<limit lower='1' upper='0' velocity='1'/>")))
                .hasMessageContaining("limits");
        assertThatThrownBy(() -> read(joint("").replace("revolute", "bendy"))).hasMessageContaining("bendy");
        assertThatThrownBy(() -> read(joint("").replace("'b'/><joint", "'c'/><joint")))
                .hasMessageContaining("no link");
        assertThatThrownBy(() -> read(joint("").replace("<link name='b'/>", "<link name='b'/><link name='b'/>")))
                .hasMessageContaining("twice");
    }

    @Test
    void damagedDescriptionsAreReadOrRefusedAndNothingElse() {
        byte[] whole = Robots.urdf();
        Cases.each(500, random -> {
            byte[] damaged = whole.clone();
            for (int i = random.nextInt(1, 6); i > 0; i--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                KinematicChain.of(
                        UrdfReader.read(damaged),
                        "base_link",
                        "tool0",
                        List.of("turn", "shoulder", "elbow", "wrist"),
                        List.of("tool0"));
            } catch (UrdfException refused) {
                assertThat(refused).hasMessageMatching("(?s).+");
            }
        });
    }
}
