package dev.parley.contracts.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import dev.parley.station.v1.GatewayFrame;
import dev.parley.station.v1.StationFrame;
import dev.parley.station.v1.TelemetryFrame;
import dev.parley.station.v1.TelemetryReply;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every message of every frame, with every field set, as bytes and as JSON that were written once and kept. */
class GoldenFramesTest {
    private static final List<Message> FRAMES = List.of(
            StationFrame.getDefaultInstance(),
            GatewayFrame.getDefaultInstance(),
            TelemetryFrame.getDefaultInstance(),
            TelemetryReply.getDefaultInstance());

    /** One message of a frame. */
    record Golden(Message frame, FieldDescriptor message) {
        String file() {
            return "/wire/" + frame.getDescriptorForType().getName() + "." + message.getName();
        }

        Message full() throws IOException {
            DynamicMessage filled = DynamicMessage.newBuilder(frame.getDescriptorForType())
                    .setField(message, fill(message.getMessageType(), 0))
                    .build();
            return frame.newBuilderForType().mergeFrom(filled.toByteString()).build();
        }

        @Override
        public String toString() {
            return file();
        }
    }

    static Stream<Golden> goldens() {
        return FRAMES.stream()
                .flatMap(frame ->
                        frame.getDescriptorForType().getFields().stream().map(message -> new Golden(frame, message)));
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void storedFrameStillMeansTheSameInBothEncodings(Golden golden) throws Exception {
        Message full = golden.full();
        if (Boolean.getBoolean("wire.write")) {
            Files.write(Path.of("src/test/resources" + golden.file() + ".binpb"), WireEncoding.BINARY.encode(full));
            Files.write(Path.of("src/test/resources" + golden.file() + ".json"), WireEncoding.JSON.encode(full));
        }
        byte[] binary = stored(golden.file() + ".binpb");
        byte[] json = stored(golden.file() + ".json");

        Message ofBinary =
                WireEncoding.BINARY.decode(binary, full.newBuilderForType()).build();
        Message ofJson =
                WireEncoding.JSON.decode(json, full.newBuilderForType()).build();

        assertThat(ofJson).isEqualTo(ofBinary);
        // A frame of today may hold more than the stored one, never something else.
        assertThat(full.toBuilder().mergeFrom(ofBinary).build().getAllFields().keySet())
                .containsAll(ofBinary.getAllFields().keySet());
        assertThat(WireEncoding.BINARY.encode(ofBinary)).isEqualTo(binary);
        assertThat(new String(WireEncoding.JSON.encode(ofJson), UTF_8)).isEqualTo(new String(json, UTF_8));
    }

    @Test
    void unknownFieldsOfANewerPeerAreIgnored() throws Exception {
        String json = "{\"stop\":{\"stopId\":\"s\",\"mood\":\"grim\"},\"colour\":7}";

        GatewayFrame frame = WireEncoding.JSON
                .decode(json.getBytes(UTF_8), GatewayFrame.newBuilder())
                .build();

        assertThat(frame.getStop().getStopId()).isEqualTo("s");
    }

    @Test
    void garbageIsRefusedInWords() {
        assertThatThrownBy(() -> WireEncoding.JSON.decode("{nonsense".getBytes(UTF_8), GatewayFrame.newBuilder()))
                .isInstanceOf(MalformedFrameException.class)
                .hasMessageContaining("parley.station.v1.GatewayFrame");
        assertThatThrownBy(() -> WireEncoding.BINARY.decode(new byte[] {0x0f, 0x33}, GatewayFrame.newBuilder()))
                .isInstanceOf(MalformedFrameException.class);
    }

    private static byte[] stored(String name) throws IOException {
        try (InputStream stored = requireNonNull(
                GoldenFramesTest.class.getResourceAsStream(name),
                "no golden frame " + name + "; write new ones as the README says")) {
            return stored.readAllBytes();
        }
    }

    /** A message with every field set, from its own numbers, so that the same field always holds the same value. */
    private static DynamicMessage fill(Descriptor type, int depth) {
        DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
        for (FieldDescriptor field : type.getFields()) {
            if (field.getRealContainingOneof() != null
                    && field.getRealContainingOneof().getField(0) != field) {
                continue;
            }
            if (field.isRepeated()) {
                message.addRepeatedField(field, value(field, depth));
            } else {
                message.setField(field, value(field, depth));
            }
        }
        return message.build();
    }

    private static Object value(FieldDescriptor field, int depth) {
        int number = field.getNumber();
        return switch (field.getJavaType()) {
            case INT -> 1000 + number;
            case LONG -> 9_000_000_000_000L + number;
            case FLOAT -> number + 0.5f;
            case DOUBLE -> number + 0.25;
            case BOOLEAN -> true;
            case STRING -> field.getName() + "-" + number;
            case BYTE_STRING -> ByteString.copyFromUtf8(field.getName());
            case ENUM -> highest(field.getEnumType());
            case MESSAGE -> fill(field.getMessageType(), depth + 1);
        };
    }

    private static Object highest(EnumDescriptor type) {
        return type.findValueByNumber(1);
    }
}
