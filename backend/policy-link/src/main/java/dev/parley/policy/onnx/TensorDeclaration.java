package dev.parley.policy.onnx;

import dev.parley.policy.onnx.ProtoFile.Key;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads how one input or output is declared. */
final class TensorDeclaration {
    private static final int MOST_DIMENSIONS = 8;

    private final ProtoFile file;
    private final List<Long> dimensions = new ArrayList<>();
    private int type;
    private boolean tensor;

    TensorDeclaration(ProtoFile file) {
        this.file = file;
    }

    DeclaredTensor read(long end) throws IOException, OutlineFault {
        String name = "";
        while (file.position() < end) {
            Key key = file.key(end);
            switch (key.field()) {
                case 1 -> name = OutlineReader.name(file, key, end);
                case 2 -> type(OutlineReader.messageEnd(file, key, end));
                default -> file.skip(key, end);
            }
        }
        if (name.isEmpty()) {
            throw new OutlineFault("One of its inputs or outputs has no name.");
        }
        if (!tensor) {
            throw new OutlineFault("Its %s is no tensor.".formatted(Operators.shown(name)));
        }
        return new DeclaredTensor(name, type, dimensions);
    }

    private void type(long end) throws IOException, OutlineFault {
        while (file.position() < end) {
            Key key = file.key(end);
            if (key.field() == 1) {
                tensor = true;
                tensor(OutlineReader.messageEnd(file, key, end));
            } else {
                file.skip(key, end);
            }
        }
    }

    private void tensor(long end) throws IOException, OutlineFault {
        while (file.position() < end) {
            Key key = file.key(end);
            if (key.field() == 1 && key.wire() == ProtoFile.VARINT) {
                type = (int) Math.clamp(file.varint(end), 0, 1_000);
            } else if (key.field() == 2) {
                shape(OutlineReader.messageEnd(file, key, end));
            } else {
                file.skip(key, end);
            }
        }
    }

    private void shape(long end) throws IOException, OutlineFault {
        while (file.position() < end) {
            Key key = file.key(end);
            if (key.field() != 1) {
                file.skip(key, end);
                continue;
            }
            if (dimensions.size() == MOST_DIMENSIONS) {
                throw new OutlineFault(
                        "One of its inputs or outputs has more than %d dimensions.".formatted(MOST_DIMENSIONS));
            }
            dimensions.add(dimension(OutlineReader.messageEnd(file, key, end)));
        }
    }

    private long dimension(long end) throws IOException, OutlineFault {
        long length = DeclaredTensor.ANY;
        while (file.position() < end) {
            Key key = file.key(end);
            if (key.field() == 1 && key.wire() == ProtoFile.VARINT) {
                length = Math.max(DeclaredTensor.ANY, file.varint(end));
            } else {
                file.skip(key, end);
            }
        }
        return length;
    }
}
