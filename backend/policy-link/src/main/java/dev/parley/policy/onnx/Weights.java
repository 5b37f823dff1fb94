package dev.parley.policy.onnx;

import dev.parley.policy.onnx.ProtoFile.Key;
import java.io.IOException;

/** Tensors inside a file: only their names are read, and that none of them is elsewhere. */
final class Weights {
    static final int LONGEST_NAME = 300;

    private static final int EXTERNAL = 1;

    private final ProtoFile file;
    private int count;

    Weights(ProtoFile file) {
        this.file = file;
    }

    /** Its name. */
    String read(long end) throws IOException, OutlineFault {
        if (++count > OutlineReader.MOST_WEIGHTS) {
            throw new OutlineFault("It has more than %d tensors of weights.".formatted(OutlineReader.MOST_WEIGHTS));
        }
        String name = "";
        while (file.position() < end) {
            Key key = file.key(end);
            switch (key.field()) {
                case 8 -> name = OutlineReader.name(file, key, end);
                case 13 -> throw external();
                case 14 -> {
                    if (key.wire() != ProtoFile.VARINT) {
                        throw ProtoFile.broken();
                    }
                    if (file.varint(end) == EXTERNAL) {
                        throw external();
                    }
                }
                default -> file.skip(key, end);
            }
        }
        return name;
    }

    private static OutlineFault external() {
        return new OutlineFault(
                "Some of its weights are in another file; save it as one file with all of them inside.");
    }

    static OutlineFault sparse() {
        return new OutlineFault("It has sparse weights; save them as dense ones.");
    }
}
