package dev.parley.sim.policy;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rows going into a network and what comes out, in memory that is kept from one run to the next. Fill the rows, run, read the
 * rows; an input stays as it was put until it is put again. Used by one thread at a time.
 */
public final class NetworkBatch {

    private final OnnxNetwork network;
    private final int mostRows;
    private final Map<String, ByteBuffer> inputs = new TreeMap<>();
    private final Map<String, float[]> outputs = new TreeMap<>();

    NetworkBatch(OnnxNetwork network, int mostRows) {
        if (mostRows < 1) {
            throw new IllegalArgumentException("A batch needs room for at least one row, not " + mostRows);
        }
        this.network = network;
        this.mostRows = mostRows;
        network.inputs().forEach((name, shape) -> inputs.put(name, room(shape)));
        network.outputs().forEach((name, shape) -> outputs.put(name, new float[mostRows * shape.width()]));
    }

    private ByteBuffer room(TensorShape shape) {
        int bytes = Math.multiplyExact(mostRows, shape.width() * (shape.type() == TensorShape.Type.FLOAT ? 4 : 1));
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }

    /** The network that these rows are for. */
    public OnnxNetwork network() {
        return network;
    }

    /** Rows that it has room for. */
    public int mostRows() {
        return mostRows;
    }

    /** Puts one row of an input of type {@code uint8}; throws {@link IllegalArgumentException} when there is none of that width. */
    public NetworkBatch put(String input, int row, byte[] values) {
        requireRow(input, row, new Kind(TensorShape.Type.UINT8, values.length));
        input(input).put(row * values.length, values);
        return this;
    }

    /** Puts one row of an input of type {@code float}; throws {@link IllegalArgumentException} when there is none of that width. */
    public NetworkBatch put(String input, int row, float[] values) {
        requireRow(input, row, new Kind(TensorShape.Type.FLOAT, values.length));
        input(input).asFloatBuffer().put(row * values.length, values);
        return this;
    }

    /** Runs the first rows; throws {@link PolicyException} when ONNX Runtime fails. */
    public void run(int rows) {
        if (rows < 1 || rows > mostRows) {
            throw new IllegalArgumentException("A batch with room for " + mostRows + " rows cannot run " + rows);
        }
        int together = network.takesOneRow() ? 1 : rows;
        for (int first = 0; first < rows; first += together) {
            run(first, together);
        }
    }

    private void run(int first, int rows) {
        Map<String, OnnxTensor> tensors = new HashMap<>();
        try {
            for (Map.Entry<String, TensorShape> input : network.inputs().entrySet()) {
                tensors.put(input.getKey(), tensor(input.getKey(), input.getValue(), first, rows));
            }
            try (OrtSession.Result result = network.session().run(tensors)) {
                for (Map.Entry<String, OnnxValue> output : result) {
                    read(output.getKey(), (OnnxTensor) output.getValue(), first, rows);
                }
            }
        } catch (OrtException e) {
            throw new PolicyException("The network failed on an observation: " + e.getMessage(), e);
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    private OnnxTensor tensor(String name, TensorShape shape, int first, int rows) throws OrtException {
        long[] dimensions = new long[shape.row().size() + 1];
        dimensions[0] = rows;
        for (int i = 1; i < dimensions.length; i++) {
            dimensions[i] = shape.row().get(i - 1);
        }
        ByteBuffer all = input(name);
        int bytes = all.capacity() / mostRows;
        ByteBuffer some = all.slice(first * bytes, rows * bytes).order(ByteOrder.nativeOrder());
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        return shape.type() == TensorShape.Type.FLOAT
                ? OnnxTensor.createTensor(environment, some.asFloatBuffer(), dimensions)
                : OnnxTensor.createTensor(environment, some, dimensions, OnnxJavaType.UINT8);
    }

    private void read(String name, OnnxTensor tensor, int first, int rows) {
        FloatBuffer values = tensor.getFloatBuffer();
        int width = shape(network.outputs(), name).width();
        if (values == null || values.remaining() != rows * width) {
            throw new PolicyException(
                    "The network's output " + name + " is not the " + width + " numbers a row that it declares");
        }
        values.get(output(name), first * width, rows * width);
    }

    /** One row of an output of the last run; throws {@link IllegalArgumentException} when the network has none of that name. */
    public float[] row(String output, int row) {
        int width = shape(network.outputs(), output).width();
        float[] values = new float[width];
        System.arraycopy(output(output), row * width, values, 0, width);
        return values;
    }

    private record Kind(TensorShape.Type type, int width) {}

    private void requireRow(String name, int row, Kind given) {
        TensorShape shape = shape(network.inputs(), name);
        if (shape.type() != given.type() || shape.width() != given.width()) {
            throw new IllegalArgumentException(
                    "Input " + name + " is " + shape + ", not " + given.width() + " numbers of type " + given.type());
        }
        if (row < 0 || row >= mostRows) {
            throw new IllegalArgumentException("Row " + row + " is not among the " + mostRows + " of this batch");
        }
    }

    private static TensorShape shape(Map<String, TensorShape> shapes, String name) {
        TensorShape shape = shapes.get(name);
        if (shape == null) {
            throw new IllegalArgumentException("The network has no " + name + "; it has " + shapes);
        }
        return shape;
    }

    private ByteBuffer input(String name) {
        ByteBuffer buffer = inputs.get(name);
        if (buffer == null) {
            throw new IllegalArgumentException("The network takes no " + name + "; it takes " + network.inputs());
        }
        return buffer;
    }

    private float[] output(String name) {
        float[] values = outputs.get(name);
        if (values == null) {
            throw new IllegalArgumentException("The network gives no " + name + "; it gives " + network.outputs());
        }
        return values;
    }
}
