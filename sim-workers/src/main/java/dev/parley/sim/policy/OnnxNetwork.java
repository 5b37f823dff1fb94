package dev.parley.sim.policy;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.parley.sim.body.Action;
import dev.parley.sim.scene.Observation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Set;

/**
 * A policy network on ONNX Runtime, usually on its CPU provider, one thread and batch one: the execution profile under which the
 * same observation always gives the same action.
 *
 * <p>Inputs: {@code image} uint8 [1, 64, 64, 3], {@code proprioception} float [1, 6], {@code sentence} float [1, 384].
 * Output: {@code action} float [1, 5] in metres and radians, the gripper as a probability of being open.
 */
public final class OnnxNetwork implements AutoCloseable {

    private static final Set<String> INPUTS = Set.of("image", "proprioception", "sentence");
    private static final int ACTION_WIDTH = 5;
    private static final int PROPRIOCEPTION_WIDTH = 6;

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final ByteBuffer image = ByteBuffer.allocateDirect(Observation.IMAGE_SIDE * Observation.IMAGE_SIDE * 3);
    private final FloatBuffer proprioception = floats(PROPRIOCEPTION_WIDTH);
    private final FloatBuffer sentence = floats(SentenceEncoder.WIDTH);

    /** Loads an artifact; throws {@link PolicyException} when it is no network of this shape. */
    public OnnxNetwork(byte[] artifact) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
            if (device().equals("cuda")) {
                options.addCUDA(0);
            }
            session = environment.createSession(artifact, options);
        } catch (OrtException e) {
            throw new PolicyException("The artifact is no ONNX network that runs here: " + e.getMessage(), e);
        }
        if (!session.getInputNames().equals(INPUTS) || !session.getOutputNames().equals(Set.of("action"))) {
            throw new PolicyException("The network must take " + INPUTS + " and give [action]; it takes "
                    + session.getInputNames() + " and gives " + session.getOutputNames());
        }
    }

    /**
     * Where networks run: {@code cpu}, or {@code cuda} when the system property {@code parley.onnx.device} says so, which needs
     * ONNX Runtime's GPU build on the class path. It is part of the execution profile: actions of the two differ in the last bits.
     */
    public static String device() {
        String device = System.getProperty("parley.onnx.device", "cpu");
        if (!device.equals("cpu") && !device.equals("cuda")) {
            throw new PolicyException("parley.onnx.device must be cpu or cuda, not " + device);
        }
        return device;
    }

    private static FloatBuffer floats(int count) {
        return ByteBuffer.allocateDirect(4 * count)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /** The action for one observation under an encoded sentence; throws {@link PolicyException} if it is not finite. */
    public Action act(Observation observation, float[] encodedSentence) {
        image.clear().put(observation.image()).flip();
        proprioception.clear().put(observation.proprioception()).flip();
        sentence.clear().put(encodedSentence).flip();
        long side = Observation.IMAGE_SIDE;
        try (OnnxTensor pixels =
                        OnnxTensor.createTensor(environment, image, new long[] {1, side, side, 3}, OnnxJavaType.UINT8);
                OnnxTensor body =
                        OnnxTensor.createTensor(environment, proprioception, new long[] {1, PROPRIOCEPTION_WIDTH});
                OnnxTensor words =
                        OnnxTensor.createTensor(environment, sentence, new long[] {1, SentenceEncoder.WIDTH});
                OrtSession.Result result =
                        session.run(Map.of("image", pixels, "proprioception", body, "sentence", words))) {
            return toAction((float[][]) result.get(0).getValue());
        } catch (OrtException e) {
            throw new PolicyException("The network failed on an observation: " + e.getMessage(), e);
        }
    }

    private static Action toAction(float[][] output) {
        if (output.length != 1 || output[0].length != ACTION_WIDTH) {
            throw new PolicyException("The network must give " + ACTION_WIDTH + " numbers, it gave "
                    + (output.length == 0 ? 0 : output[0].length));
        }
        float[] a = output[0];
        try {
            return new Action(a[0], a[1], a[2], a[3], a[4]);
        } catch (IllegalArgumentException e) {
            throw new PolicyException("The network gave no action: " + e.getMessage(), e);
        }
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
