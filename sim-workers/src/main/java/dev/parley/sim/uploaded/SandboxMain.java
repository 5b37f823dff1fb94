package dev.parley.sim.uploaded;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * The process in which one stranger's network runs during one episode. It is given a file and numbers, gives numbers back, and ends when
 * its standard input does, also in the middle of an answer.
 */
public final class SandboxMain {
    private static final int INPUT_BUFFER = 1 << 16;

    private final DataInputStream in;
    private final DataOutputStream out;
    private final BlockingQueue<byte[][]> asked = new ArrayBlockingQueue<>(1);

    private SandboxMain(DataInputStream in, DataOutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** @param arguments the file */
    public static void main(String[] arguments) throws Exception {
        DataInputStream in =
                new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in), INPUT_BUFFER));
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
        // What libraries print must not be taken for an answer.
        System.setOut(System.err);
        new SandboxMain(in, out).run(arguments[0]);
    }

    private void run(String file) throws IOException, InterruptedException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "sandbox");
        out.write(SandboxWire.HERE);
        out.flush();
        SandboxWire.Plan plan = SandboxWire.readPlan(in);
        Thread.ofPlatform().daemon().name("asked").start(() -> listen(plan.inputs()));
        try (OrtSession session = session(environment, file)) {
            out.write(SandboxWire.LOADED);
            out.flush();
            while (true) {
                answer(environment, session, plan, asked.take());
            }
        } catch (OrtException e) {
            fault(String.valueOf(e.getMessage()));
        } catch (OutOfMemoryError e) {
            fault("it wanted more memory than it may have");
        }
        // The worker reads why and ends this process.
    }

    private static OrtSession session(OrtEnvironment environment, String file) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
            return environment.createSession(file, options);
        }
    }

    /** Beside the network: it may be in a loop without end when nobody wants its answer any more. */
    private void listen(List<SandboxWire.Given> inputs) {
        try {
            while (true) {
                byte[][] values = new byte[inputs.size()][];
                for (int i = 0; i < values.length; i++) {
                    values[i] = new byte[inputs.get(i).sizeBytes()];
                    in.readFully(values[i]);
                }
                asked.put(values);
            }
        } catch (IOException | InterruptedException e) {
            Runtime.getRuntime().halt(0);
        }
    }

    private void answer(OrtEnvironment environment, OrtSession session, SandboxWire.Plan plan, byte[][] values)
            throws OrtException, IOException {
        Map<String, OnnxTensor> inputs = new HashMap<>();
        try {
            for (int i = 0; i < values.length; i++) {
                SandboxWire.Given input = plan.inputs().get(i);
                inputs.put(input.tensor(), tensor(environment, input, values[i]));
            }
            try (OrtSession.Result result = session.run(inputs)) {
                OnnxValue value =
                        result.get(plan.output()).orElseThrow(() -> new OrtException("It gives no " + plan.output()));
                send(value);
            }
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    private static OnnxTensor tensor(OrtEnvironment environment, SandboxWire.Given input, byte[] value)
            throws OrtException {
        long[] shape = new long[input.shape().size() + 1];
        shape[0] = 1;
        for (int i = 1; i < shape.length; i++) {
            shape[i] = input.shape().get(i - 1);
        }
        ByteBuffer bytes = ByteBuffer.allocateDirect(value.length).order(ByteOrder.nativeOrder());
        if (input.bytes()) {
            return OnnxTensor.createTensor(environment, bytes.put(value).flip(), shape, OnnxJavaType.UINT8);
        }
        FloatBuffer numbers = bytes.asFloatBuffer();
        numbers.put(ByteBuffer.wrap(value).asFloatBuffer()).flip();
        return OnnxTensor.createTensor(environment, numbers, shape);
    }

    private void send(OnnxValue value) throws OrtException, IOException {
        if (!(value instanceof OnnxTensor tensor)
                || !(value.getInfo() instanceof TensorInfo info)
                || info.type != OnnxJavaType.FLOAT) {
            throw new OrtException("its actions are no tensor of float32");
        }
        if (info.getNumElements() > SandboxWire.MOST_NUMBERS) {
            throw new OrtException("its answer has %d numbers; at most %d are taken"
                    .formatted(info.getNumElements(), SandboxWire.MOST_NUMBERS));
        }
        FloatBuffer numbers = tensor.getFloatBuffer();
        out.write(SandboxWire.ANSWER);
        out.writeInt(numbers.remaining());
        while (numbers.hasRemaining()) {
            out.writeFloat(numbers.get());
        }
        out.flush();
    }

    private void fault(String why) throws IOException {
        String plain = why.replaceAll("[^\\x20-\\x7e]", " ");
        out.write(SandboxWire.FAULT);
        out.writeUTF(
                plain.length() <= SandboxWire.LONGEST_SENTENCE
                        ? plain
                        : plain.substring(0, SandboxWire.LONGEST_SENTENCE));
        out.flush();
    }
}
