package dev.parley.sim.policy;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A network on ONNX Runtime with its named inputs and outputs, which are read from the artifact.
 *
 * <p>One thread, sequential: on the CPU provider a row's outputs are the same bytes whatever else is in its batch. Several threads
 * may run batches of their own at once.
 */
public final class OnnxNetwork implements AutoCloseable {

    private static final long ANY = -1;

    private final OrtSession session;
    private final Map<String, TensorShape> inputs;
    private final Map<String, TensorShape> outputs;
    private final boolean takesOneRow;

    /** Loads an artifact; throws {@link PolicyException} when it is no network that runs here. */
    public OnnxNetwork(byte[] artifact) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
            OnnxDevice.inUse().addTo(options);
            session = OrtEnvironment.getEnvironment().createSession(artifact, options);
            inputs = shapes(session.getInputInfo());
            outputs = shapes(session.getOutputInfo());
            takesOneRow = session.getInputInfo().values().stream().anyMatch(input -> rows(input) == 1);
        } catch (OrtException e) {
            throw new PolicyException("The artifact is no ONNX network that runs here: " + e.getMessage(), e);
        }
    }

    private static Map<String, TensorShape> shapes(Map<String, NodeInfo> declared) {
        Map<String, TensorShape> shapes = new TreeMap<>();
        declared.forEach((name, node) -> shapes.put(name, shape(name, node)));
        return Collections.unmodifiableMap(shapes);
    }

    private static TensorShape shape(String name, NodeInfo node) {
        if (!(node.getInfo() instanceof TensorInfo info)) {
            throw new PolicyException("The network's " + name + " must be a tensor, not " + node.getInfo());
        }
        long[] dimensions = info.getShape();
        boolean known = dimensions.length > 1
                && (dimensions[0] == ANY || dimensions[0] == 1)
                && Arrays.stream(dimensions).skip(1).allMatch(each -> each > 0 && each <= Integer.MAX_VALUE);
        if (!known) {
            throw new PolicyException(
                    "The network's " + name + " must have rows of a known shape, as [n, 384] or [1, 384]; it is "
                            + Arrays.toString(dimensions));
        }
        return new TensorShape(
                type(name, info.type),
                Arrays.stream(dimensions).skip(1).mapToObj(Math::toIntExact).toList());
    }

    private static TensorShape.Type type(String name, OnnxJavaType type) {
        if (type == OnnxJavaType.UINT8) {
            return TensorShape.Type.UINT8;
        }
        if (type == OnnxJavaType.FLOAT) {
            return TensorShape.Type.FLOAT;
        }
        throw new PolicyException("The network's " + name + " must be uint8 or float, it is " + type);
    }

    private static long rows(NodeInfo node) {
        return ((TensorInfo) node.getInfo()).getShape()[0];
    }

    /** Shapes of what it takes, by name. */
    public Map<String, TensorShape> inputs() {
        return inputs;
    }

    /** Shapes of what it gives, by name. */
    public Map<String, TensorShape> outputs() {
        return outputs;
    }

    /** Throws {@link PolicyException} unless it takes exactly the one and gives exactly the other. */
    public OnnxNetwork require(Map<String, TensorShape> wantedInputs, Map<String, TensorShape> wantedOutputs) {
        if (!inputs.equals(wantedInputs) || !outputs.equals(wantedOutputs)) {
            throw new PolicyException("The network must take " + new TreeMap<>(wantedInputs) + " and give "
                    + new TreeMap<>(wantedOutputs) + "; it takes " + inputs + " and gives " + outputs);
        }
        return this;
    }

    /** Whether its artifact was made for one row at a time: larger batches then run row by row, with the same outputs. */
    public boolean takesOneRow() {
        return takesOneRow;
    }

    /** Room for batches of at most so many rows, to be used by one thread at a time. */
    public NetworkBatch batch(int mostRows) {
        return new NetworkBatch(this, mostRows);
    }

    OrtSession session() {
        return session;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new PolicyException("The network could not be freed: " + e.getMessage(), e);
        }
    }
}
