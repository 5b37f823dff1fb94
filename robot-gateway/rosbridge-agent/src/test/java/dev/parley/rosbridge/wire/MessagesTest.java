package dev.parley.rosbridge.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class MessagesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonNode json(String text) throws RosFault {
        return new FrameReader(1_000_000).text(text.replace('\'', '"'));
    }

    @Test
    void bothGenerationsNameTypesAndTimesTheirWay() {
        assertThat(RosVersion.ROS_1.type("sensor_msgs", "JointState")).isEqualTo("sensor_msgs/JointState");
        assertThat(RosVersion.ROS_2.type("sensor_msgs", "JointState")).isEqualTo("sensor_msgs/msg/JointState");
        assertThat(RosVersion.ROS_1.time(1_500_000_000L).toString()).isEqualTo("{\"secs\":1,\"nsecs\":500000000}");
        assertThat(RosVersion.ROS_2.time(1_500_000_000L).toString()).isEqualTo("{\"sec\":1,\"nanosec\":500000000}");
        for (RosVersion version : RosVersion.values()) {
            assertThat(version.nanos(version.time(123_456_789_012L))).isEqualTo(123_456_789_012L);
        }
        assertThat(RosVersion.ROS_1.header(0).has("seq")).isTrue();
        assertThat(RosVersion.ROS_2.header(0).has("seq"))
                .as("ROS 2 refuses a field that it does not have")
                .isFalse();
    }

    @Test
    void jointStatesAreReadWithEscapedSlashesAndInAnyOrder() throws RosFault {
        JointReading reading = JointReading.of(
                json(
                        "{'header':{'stamp':{'secs':3,'nsecs':4},'frame_id':'a\\/b'},'name':['b','a'],'position':[2.0,1]}"),
                RosVersion.ROS_1);
        assertThat(reading.position("a")).hasValue(1);
        assertThat(reading.position("b")).hasValue(2);
        assertThat(reading.position("c")).isEmpty();
        assertThat(reading.stampNs()).isEqualTo(3_000_000_004L);
    }

    @Test
    void jointStatesThatAreNoneAreRefused() {
        for (String wrong : List.of(
                "{'name':['a'],'position':[NaN]}",
                "{'name':['a'],'position':[Infinity]}",
                "{'name':['a'],'position':[null]}",
                "{'name':['a'],'position':['1e400']}",
                "{'name':['a','b'],'position':[1]}",
                "{'position':[1]}",
                "{'name':'a','position':[1]}")) {
            assertThatThrownBy(() -> JointReading.of(json(wrong), RosVersion.ROS_2))
                    .as(wrong)
                    .isInstanceOf(RosFault.class);
        }
    }

    @Test
    void stopIsATrajectoryWithoutPoints() {
        String stop =
                TrajectoryMessage.stop(RosVersion.ROS_2, List.of("a", "b")).toString();
        assertThat(stop).contains("\"joint_names\":[\"a\",\"b\"]").contains("\"points\":[]");
    }

    @Test
    void rawPicturesOfEveryOrderOfColoursAreTheSame() throws Exception {
        assertThat(pixel("rgb8", 3, 10, 20, 30)).containsExactly(10, 20, 30);
        assertThat(pixel("bgr8", 3, 30, 20, 10)).containsExactly(10, 20, 30);
        assertThat(pixel("rgba8", 4, 10, 20, 30, 9)).containsExactly(10, 20, 30);
        assertThat(pixel("bgra8", 4, 30, 20, 10, 9)).containsExactly(10, 20, 30);
        assertThat(pixel("mono8", 1, 7)).containsExactly(7, 7, 7);
        assertThatThrownBy(() -> pixel("bayer_rggb8", 1, 7)).hasMessageContaining("bayer_rggb8");
    }

    private static byte[] pixel(String encoding, int step, int... bytes) throws Exception {
        byte[] data = new byte[bytes.length];
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) bytes[i];
        }
        JsonNode message = JSON.createObjectNode()
                .put("width", 1)
                .put("height", 1)
                .put("step", step)
                .put("encoding", encoding)
                .put("data", Base64.getEncoder().encodeToString(data));
        return Picture.of(message, RosVersion.ROS_1).rgb();
    }

    @Test
    void picturesThatLieAboutTheirSizeAreRefused() {
        assertThatThrownBy(() -> Picture.of(
                        json("{'width':2,'height':2,'step':6,'encoding':'rgb8','data':'AAAA'}"), RosVersion.ROS_1))
                .isInstanceOf(RosFault.class);
        assertThatThrownBy(() -> Picture.of(
                        json("{'width':100000,'height':2,'step':6,'encoding':'rgb8','data':'AAAA'}"), RosVersion.ROS_1))
                .isInstanceOf(RosFault.class)
                .hasMessageContaining("4096");
        assertThatThrownBy(() -> Picture.of(
                        json("{'width':1,'height':1,'step':3,'encoding':'rgb8','data':'not base64!'}"),
                        RosVersion.ROS_1))
                .isInstanceOf(RosFault.class);
        assertThatThrownBy(() -> Picture.of(json("{'format':'jpeg','data':'AAAA'}"), RosVersion.ROS_1))
                .isInstanceOf(RosFault.class);
    }

    @Test
    void compressedPicturesAreReadAndLargeOnesRefusedBeforeTheyAreDecoded() throws Exception {
        assertThat(Picture.of(compressed(8, 4), RosVersion.ROS_1).rgb()).hasSize(8 * 4 * 3);
        assertThatThrownBy(() -> Picture.of(compressed(5000, 1), RosVersion.ROS_1))
                .isInstanceOf(RosFault.class)
                .hasMessageContaining("5000");
    }

    private static JsonNode compressed(int width, int height) throws Exception {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", png);
        return JSON.createObjectNode()
                .put("format", "png")
                .put("data", Base64.getEncoder().encodeToString(png.toByteArray()));
    }
}
