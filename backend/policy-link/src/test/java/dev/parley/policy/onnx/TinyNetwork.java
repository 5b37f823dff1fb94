package dev.parley.policy.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Small ONNX files, written field by field; also such as nobody should make. */
public final class TinyNetwork {
    public static final int FLOAT = DeclaredTensor.FLOAT32;
    public static final int UINT8 = DeclaredTensor.UINT8;
    private static final int INT64 = 7;
    private static final int BOOL = 9;

    private final Proto graph = new Proto();
    private final Proto model = new Proto();
    private long ir = 8;
    private long opset = 17;

    /** A message under construction. */
    public static final class Proto {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        public Proto number(int field, long value) {
            varint((long) field << 3);
            varint(value);
            return this;
        }

        public Proto bytes(int field, byte[] value) {
            varint((long) field << 3 | 2);
            varint(value.length);
            bytes.writeBytes(value);
            return this;
        }

        public Proto text(int field, String value) {
            return bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        public Proto message(int field, Proto value) {
            return bytes(field, value.toBytes());
        }

        public byte[] toBytes() {
            return bytes.toByteArray();
        }

        private void varint(long value) {
            long rest = value;
            while ((rest & ~0x7fL) != 0) {
                bytes.write((int) (rest & 0x7f | 0x80));
                rest >>>= 7;
            }
            bytes.write((int) rest);
        }
    }

    /** Takes "state" of six numbers; its "action" is the first five of them, whatever they are. */
    public static byte[] firstFive() {
        return new TinyNetwork()
                .input("state", FLOAT, 1, 6)
                .indices("five", 0, 1, 2, 3, 4)
                .node("Gather", List.of("state", "five"), List.of("action"), integer("axis", 1))
                .output("action", FLOAT, 1, 5)
                .toBytes();
    }

    /** The same actions whatever it is shown: rows of so many numbers. */
    public static byte[] always(float number, int rows, int width) {
        float[] numbers = new float[rows * width];
        Arrays.fill(numbers, number);
        return new TinyNetwork()
                .input("state", FLOAT, 1, 6)
                .floats("what", numbers, rows, width)
                .node("Identity", List.of("what"), List.of("action"))
                .output("action", FLOAT, rows, width)
                .toBytes();
    }

    /** Gives as many numbers as it likes, and says nothing of how many. */
    public static byte[] wide(int width) {
        return new TinyNetwork()
                .input("state", FLOAT, 1, 6)
                .floats("what", new float[width], 1, width)
                .node("Identity", List.of("what"), List.of("action"))
                .output("action", FLOAT, 1, -1)
                .toBytes();
    }

    /** Never comes to an end. */
    public static byte[] endless() {
        Proto body = new Proto()
                .message(1, operator("Identity", List.of("going"), List.of("goes_on"), new Proto()))
                .message(1, operator("Identity", List.of("so_far"), List.of("further"), new Proto()))
                .text(2, "body")
                .message(11, declared("turn", INT64))
                .message(11, declared("going", BOOL))
                .message(11, declared("so_far", FLOAT, 1, 5))
                .message(12, declared("goes_on", BOOL))
                .message(12, declared("further", FLOAT, 1, 5));
        return new TinyNetwork()
                .input("state", FLOAT, 1, 6)
                .initializer("turns", INT64, longs(Long.MAX_VALUE))
                .initializer("yes", BOOL, new byte[] {1})
                .indices("five", 0, 1, 2, 3, 4)
                .node("Gather", List.of("state", "five"), List.of("start"), integer("axis", 1))
                .node(
                        "Loop",
                        List.of("turns", "yes", "start"),
                        List.of("action"),
                        new Proto().text(1, "body").message(6, body).number(20, 5))
                .output("action", FLOAT, 1, 5)
                .toBytes();
    }

    /** Wants so many bytes when it is asked. */
    public static byte[] hungry(long bytes) {
        return new TinyNetwork()
                .input("state", FLOAT, 1, 6)
                .indices("how_many", bytes / 4)
                .floats("five", new float[5], 1, 5)
                .node("ReduceSum", List.of("state"), List.of("one"), integer("keepdims", 0))
                .indices("flat", 1)
                .node("Reshape", List.of("one", "flat"), List.of("seed"))
                .node("Expand", List.of("seed", "how_many"), List.of("much"))
                .node("Cos", List.of("much"), List.of("cosines"))
                .node("ReduceMax", List.of("cosines"), List.of("most"), integer("keepdims", 0))
                .node("Add", List.of("five", "most"), List.of("action"))
                .output("action", FLOAT, 1, 5)
                .toBytes();
    }

    public TinyNetwork versions(long irVersion, long opsetVersion) {
        ir = irVersion;
        opset = opsetVersion;
        return this;
    }

    public TinyNetwork input(String name, int type, long... shape) {
        graph.message(11, declared(name, type, shape));
        return this;
    }

    public TinyNetwork output(String name, int type, long... shape) {
        graph.message(12, declared(name, type, shape));
        return this;
    }

    public TinyNetwork floats(String name, float[] numbers, long... shape) {
        ByteBuffer raw = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float number : numbers) {
            raw.putFloat(number);
        }
        return initializer(name, FLOAT, raw.array(), shape);
    }

    public TinyNetwork indices(String name, long... numbers) {
        return initializer(name, INT64, longs(numbers), numbers.length);
    }

    private static byte[] longs(long... numbers) {
        ByteBuffer raw = ByteBuffer.allocate(8 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        for (long number : numbers) {
            raw.putLong(number);
        }
        return raw.array();
    }

    public TinyNetwork initializer(String name, int type, byte[] raw, long... shape) {
        graph.message(5, tensor(name, type, raw, shape));
        return this;
    }

    public static Proto tensor(String name, int type, byte[] raw, long... shape) {
        Proto tensor = new Proto();
        for (long each : shape) {
            tensor.number(1, each);
        }
        return tensor.number(2, type).text(8, name).bytes(9, raw);
    }

    public TinyNetwork node(String type, List<String> inputs, List<String> outputs, Proto... attributes) {
        graph.message(1, operator(type, inputs, outputs, new Proto(), attributes));
        return this;
    }

    /** @param more of the node, for instance its domain */
    public static Proto operator(
            String type, List<String> inputs, List<String> outputs, Proto more, Proto... attributes) {
        Proto node = new Proto();
        inputs.forEach(name -> node.text(1, name));
        outputs.forEach(name -> node.text(2, name));
        node.text(4, type);
        for (Proto attribute : attributes) {
            node.message(5, attribute);
        }
        node.bytes.writeBytes(more.toBytes());
        return node;
    }

    private static Proto integer(String name, long value) {
        return new Proto().text(1, name).number(3, value).number(20, 2);
    }

    /** Anything in the graph. */
    public TinyNetwork inGraph(int field, Proto value) {
        graph.message(field, value);
        return this;
    }

    /** Anything beside the graph. */
    public TinyNetwork inModel(int field, Proto value) {
        model.message(field, value);
        return this;
    }

    public static Proto declared(String name, int type, long... shape) {
        Proto dimensions = new Proto();
        for (long each : shape) {
            dimensions.message(1, each < 0 ? new Proto().text(2, "n") : new Proto().number(1, each));
        }
        Proto tensor = new Proto().number(1, type).message(2, dimensions);
        return new Proto().text(1, name).message(2, new Proto().message(1, tensor));
    }

    public byte[] toBytes() {
        Proto whole = new Proto().number(1, ir).text(2, "parley");
        Proto named = new Proto();
        named.bytes.writeBytes(graph.toBytes());
        named.text(2, "tiny");
        whole.message(7, named).message(8, new Proto().text(1, "").number(2, opset));
        whole.bytes.writeBytes(model.toBytes());
        return whole.toBytes();
    }
}
