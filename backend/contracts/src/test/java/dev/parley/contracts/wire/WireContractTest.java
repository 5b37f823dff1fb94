package dev.parley.contracts.wire;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class WireContractTest {
    private static final String BASELINE = "/wire/baseline.binpb";

    @Test
    void everythingThatTheBaselinePromisesStillHolds() throws IOException {
        if (Boolean.getBoolean("wire.write")) {
            Files.write(
                    Path.of("src/test/resources" + BASELINE), WireContract.now().toByteArray());
        }
        assertThat(WireContract.breaks(baseline(), WireContract.now()))
                .as("a station in a lab is older than this server: add fields, never change them")
                .isEmpty();
    }

    @Test
    void removedFieldIsFound() throws IOException {
        assertThat(breaksAfter(message("Hello"), message -> message.removeField(0)))
                .anyMatch(text -> text.contains("Hello #1") && text.contains("gone"));
    }

    @Test
    void retypedFieldIsFound() throws IOException {
        assertThat(breaksAfter(
                        message("Heartbeat"),
                        message -> message.getFieldBuilder(0).setType(FieldDescriptorProto.Type.TYPE_STRING)))
                .anyMatch(text -> text.contains("Heartbeat #1") && text.contains("TYPE_STRING"));
    }

    @Test
    void renumberedFieldIsFound() throws IOException {
        assertThat(breaksAfter(
                        message("Stop"), message -> message.getFieldBuilder(0).setNumber(99)))
                .anyMatch(text -> text.contains("Stop #1") && text.contains("gone"));
    }

    @Test
    void renamedFieldIsFoundSinceJsonSaysNames() throws IOException {
        assertThat(breaksAfter(
                        message("Stop"), message -> message.getFieldBuilder(0).setName("id")))
                .anyMatch(text -> text.contains("Stop #1"));
    }

    @Test
    void changedEnumValueIsFound() throws IOException {
        assertThat(breaksAfter(
                        enumeration("StopLevel"),
                        type -> type.getValueBuilder(1).setName("STOP_LEVEL_PAUSE")))
                .anyMatch(text -> text.contains("StopLevel #1") && text.contains("STOP_LEVEL_PAUSE"));
    }

    @Test
    void additionsAreFree() throws IOException {
        assertThat(breaksAfter(
                        message("Hello"),
                        message -> message.addField(FieldDescriptorProto.newBuilder()
                                .setName("mood")
                                .setNumber(100)
                                .setType(FieldDescriptorProto.Type.TYPE_STRING))))
                .isEmpty();
        assertThat(breaksAfter(
                        enumeration("StopLevel"),
                        type -> type.addValueBuilder().setName("STOP_LEVEL_NAP").setNumber(7)))
                .isEmpty();
    }

    @Test
    void everyEnumHasAnUnspecifiedZero() {
        WireContract.files().stream()
                .flatMap(file -> file.getEnumTypes().stream())
                .forEach(type -> assertThat(type.findValueByNumber(0).getName()).endsWith("_UNSPECIFIED"));
    }

    private static FileDescriptorSet baseline() throws IOException {
        try (InputStream stored =
                requireNonNull(WireContractTest.class.getResourceAsStream(BASELINE), "no baseline in test resources")) {
            return FileDescriptorSet.parseFrom(stored);
        }
    }

    private static java.util.List<String> breaksAfter(Consumer<FileDescriptorProto.Builder> change) throws IOException {
        FileDescriptorSet.Builder changed = baseline().toBuilder();
        changed.getFileBuilderList().forEach(change);
        return WireContract.breaks(baseline(), changed.build());
    }

    private static <T> java.util.List<String> breaksAfter(Selector<T> selector, Consumer<T> change) throws IOException {
        return breaksAfter(file -> selector.select(file, change));
    }

    /** Finds the part to change in a file. */
    private interface Selector<T> {
        void select(FileDescriptorProto.Builder file, Consumer<T> change);
    }

    private static Selector<DescriptorProto.Builder> message(String name) {
        return (file, change) -> file.getMessageTypeBuilderList().stream()
                .filter(message -> message.getName().equals(name))
                .forEach(change);
    }

    private static Selector<EnumDescriptorProto.Builder> enumeration(String name) {
        return (file, change) -> file.getEnumTypeBuilderList().stream()
                .filter(type -> type.getName().equals(name))
                .forEach(change);
    }
}
