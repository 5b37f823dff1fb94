package dev.parley.rosbridge.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.rosbridge.standin.Cases;
import dev.parley.rosbridge.standin.CborWriter;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class CborTest {
    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    @Test
    void examplesOfTheStandardAreRead() throws RosFault {
        // RFC 8949, appendix A.
        assertThat(Cbor.read(hex("1903e8")).asLong()).isEqualTo(1000);
        assertThat(Cbor.read(hex("3903e7")).asLong()).isEqualTo(-1000);
        assertThat(Cbor.read(hex("fb3ff199999999999a")).asDouble()).isEqualTo(1.1);
        assertThat(Cbor.read(hex("f93c00")).asDouble()).isEqualTo(1.0);
        assertThat(Cbor.read(hex("62c3bc")).asText()).isEqualTo("ü");
        assertThat(Cbor.read(hex("a26161016162820203")).toString()).isEqualTo("{\"a\":1,\"b\":[2,3]}");
    }

    @Test
    void typedArraysOfRosbridgeAreNumbers() throws RosFault {
        // Tags that rosbridge's cbor_conversion writes: 69 uint16, 78 int32, 85 float32, 86 float64, all little-endian.
        assertThat(Cbor.read(hex("d845 44 0100 ffff")).toString()).isEqualTo("[1,65535]");
        assertThat(Cbor.read(hex("d84e 44 feffffff")).toString()).isEqualTo("[-2]");
        assertThat(Cbor.read(hex("d855 44 0000c03f")).path(0).asDouble()).isEqualTo(1.5);
        assertThat(Cbor.read(hex("d856 48 000000000000f83f")).path(0).asDouble())
                .isEqualTo(1.5);
        assertThat(Cbor.read(hex("d848 42 01ff")).toString()).isEqualTo("[1,-1]");
    }

    @Test
    void whatIsAnnouncedAndNotThereIsRefusedBeforeAnythingIsMadeForIt() {
        assertThatThrownBy(() -> Cbor.read(hex("5a7fffffff")))
                .isInstanceOf(RosFault.class)
                .hasMessageContaining("2147483647");
        assertThatThrownBy(() -> Cbor.read(hex("9a7fffffff"))).isInstanceOf(RosFault.class);
        assertThatThrownBy(() -> Cbor.read(hex("bb7fffffffffffffff"))).isInstanceOf(RosFault.class);
        assertThatThrownBy(() -> Cbor.read(hex("1a00")))
                .isInstanceOf(RosFault.class)
                .hasMessageContaining("middle");
        assertThatThrownBy(() -> Cbor.read(hex("0101")))
                .isInstanceOf(RosFault.class)
                .hasMessageContaining("behind");
        assertThatThrownBy(() -> Cbor.read(hex("a10102")))
                .isInstanceOf(RosFault.class)
                .hasMessageContaining("key");
    }

    @Test
    void deepNestingIsRefused() {
        byte[] deep = new byte[10_000];
        java.util.Arrays.fill(deep, (byte) 0x81);
        assertThatThrownBy(() -> Cbor.read(deep)).isInstanceOf(RosFault.class).hasMessageContaining("deeper");
    }

    @Test
    void randomBytesAreReadOrRefusedAndNothingElse() {
        Cases.each(3000, random -> {
            byte[] bytes = new byte[random.nextInt(1, 200)];
            random.nextBytes(bytes);
            try {
                assertThat(Cbor.read(bytes)).isNotNull();
            } catch (RosFault refused) {
                assertThat(refused).hasMessageContaining("CBOR");
            }
        });
    }

    @Test
    void picturesComeBackAsTheyWereSent() throws Exception {
        ObjectNode message = new ObjectMapper()
                .createObjectNode()
                .put("width", 300)
                .put("ok", true)
                .put("x", -70_000);
        message.set("data", BinaryNode.valueOf(new byte[] {1, 2, (byte) 255}));
        JsonNode read = Cbor.read(CborWriter.write(message));
        assertThat(read.path("data").binaryValue()).containsExactly(1, 2, 255);
        assertThat(read.path("width").asInt()).isEqualTo(300);
        assertThat(read.path("x").asInt()).isEqualTo(-70_000);
        assertThat(read.path("ok").asBoolean()).isTrue();
    }
}
