package dev.parley.contracts.wire;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.FileDescriptor;
import dev.parley.station.v1.CapabilitiesOuterClass;
import dev.parley.station.v1.Control;
import dev.parley.station.v1.Episode;
import dev.parley.station.v1.Space;
import dev.parley.station.v1.Telemetry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compares two states of the protocol. What an old peer relies on must stay: messages, field numbers, names (JSON), types,
 * presence, and enum numbers. Additions are free.
 */
final class WireContract {
    private WireContract() {}

    static List<FileDescriptor> files() {
        return List.of(
                Space.getDescriptor(),
                CapabilitiesOuterClass.getDescriptor(),
                Episode.getDescriptor(),
                Control.getDescriptor(),
                Telemetry.getDescriptor());
    }

    static FileDescriptorSet now() {
        FileDescriptorSet.Builder set = FileDescriptorSet.newBuilder();
        files().forEach(file -> set.addFile(file.toProto()));
        return set.build();
    }

    /** What breaks a peer that knows {@code before}, one sentence each. */
    static List<String> breaks(FileDescriptorSet before, FileDescriptorSet after) {
        Map<String, String> promised = promises(before);
        Map<String, String> kept = promises(after);
        List<String> breaks = new ArrayList<>();
        promised.forEach((what, how) -> {
            String now = kept.get(what);
            if (now == null) {
                breaks.add(what + " (" + how + ") is gone");
            } else if (!now.equals(how)) {
                breaks.add(what + " was " + how + " and is " + now);
            }
        });
        return breaks;
    }

    private static Map<String, String> promises(FileDescriptorSet set) {
        Map<String, String> promises = new TreeMap<>();
        for (FileDescriptorProto file : set.getFileList()) {
            file.getMessageTypeList().forEach(message -> message(file.getPackage(), message, promises));
            file.getEnumTypeList().forEach(type -> enumeration(file.getPackage(), type, promises));
        }
        return promises;
    }

    private static void message(String scope, DescriptorProto message, Map<String, String> promises) {
        String name = scope + "." + message.getName();
        promises.put("message " + name, "a message");
        for (FieldDescriptorProto field : message.getFieldList()) {
            String oneof = field.hasOneofIndex() && !field.getProto3Optional()
                    ? " in oneof " + message.getOneofDecl(field.getOneofIndex()).getName()
                    : "";
            promises.put(
                    "field " + name + " #" + field.getNumber(),
                    field.getName() + ": " + field.getLabel() + " " + field.getType() + " " + field.getTypeName()
                            + (field.getProto3Optional() ? " optional" : "") + oneof);
        }
        message.getNestedTypeList().forEach(nested -> message(name, nested, promises));
        message.getEnumTypeList().forEach(nested -> enumeration(name, nested, promises));
    }

    private static void enumeration(String scope, EnumDescriptorProto type, Map<String, String> promises) {
        String name = scope + "." + type.getName();
        promises.put("enum " + name, "an enum");
        type.getValueList().forEach(value -> promises.put("value " + name + " #" + value.getNumber(), value.getName()));
    }
}
