package dev.parley.sim.uploaded;

import dev.parley.station.v1.NetworkInput;
import dev.parley.station.v1.NumberType;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What worker and sandbox say to each other over the sandbox's standard input and output. Whatever comes from the sandbox is bounded by
 * the worker: it may be anything.
 */
final class SandboxWire {
    /** The process runs and its libraries are loaded; nothing of the stranger's has been read. */
    static final int HERE = 'h';

    static final int LOADED = 'l';
    static final int ANSWER = 'a';
    /** The network is to blame; a sentence follows. */
    static final int FAULT = 'f';

    static final int LONGEST_SENTENCE = 300;
    static final int MOST_NUMBERS = 65_536;

    private SandboxWire() {}

    /** One input as the sandbox knows it: whatever it means stays outside. */
    record Given(String tensor, boolean bytes, List<Integer> shape) {
        Given {
            shape = List.copyOf(shape);
        }

        static Given of(NetworkInput input) {
            return new Given(input.getTensor(), input.getType() == NumberType.NUMBER_TYPE_UINT8, input.getShapeList());
        }

        int numbers() {
            return shape.stream().reduce(1, Math::multiplyExact);
        }

        int sizeBytes() {
            return Math.multiplyExact(numbers(), bytes ? 1 : Float.BYTES);
        }
    }

    static void writePlan(DataOutputStream out, List<Given> inputs, String output) throws IOException {
        out.writeInt(inputs.size());
        for (Given input : inputs) {
            out.writeUTF(input.tensor());
            out.writeBoolean(input.bytes());
            out.writeInt(input.shape().size());
            for (int length : input.shape()) {
                out.writeInt(length);
            }
        }
        out.writeUTF(output);
        out.flush();
    }

    /** What the sandbox is told, with the output's name behind it. */
    record Plan(List<Given> inputs, String output) {}

    static Plan readPlan(DataInputStream in) throws IOException {
        List<Given> inputs = new ArrayList<>();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            String tensor = in.readUTF();
            boolean bytes = in.readBoolean();
            List<Integer> shape = new ArrayList<>();
            int rank = in.readInt();
            for (int k = 0; k < rank; k++) {
                shape.add(in.readInt());
            }
            inputs.add(new Given(tensor, bytes, shape));
        }
        return new Plan(List.copyOf(inputs), in.readUTF());
    }
}
