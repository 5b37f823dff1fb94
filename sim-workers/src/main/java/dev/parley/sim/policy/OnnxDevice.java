package dev.parley.sim.policy;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where networks run. It is part of the execution profile: actions of two devices differ in the last bits.
 *
 * @param kind of processor
 * @param number of the GPU, 0 for the CPU
 */
public record OnnxDevice(Kind kind, int number) {

    /** The system property that wishes for a device: {@code cpu}, {@code cuda} or {@code cuda:1}; {@code cpu} when absent. */
    public static final String SETTING = "parley.onnx.device";

    static final OnnxDevice CPU = new OnnxDevice(Kind.CPU, 0);

    private static final Pattern CUDA = Pattern.compile("cuda(?::([0-9]{1,2}))?");

    /** What a network can run on. */
    public enum Kind {
        CPU,
        CUDA
    }

    /** Reads the wish; throws {@link PolicyException} saying what it may be. */
    static OnnxDevice parse(String text) {
        if (text.equals("cpu")) {
            return CPU;
        }
        Matcher cuda = CUDA.matcher(text);
        if (!cuda.matches()) {
            throw new PolicyException(SETTING + " must be cpu, cuda or cuda:N, not " + text);
        }
        return new OnnxDevice(Kind.CUDA, cuda.group(1) == null ? 0 : Integer.parseInt(cuda.group(1)));
    }

    /** The wish of this process; throws {@link PolicyException} when it is none. */
    public static OnnxDevice wanted() {
        return parse(System.getProperty(SETTING, "cpu"));
    }

    /**
     * Where the networks of this process run: where {@link #wanted} says or, when that is not to be had, on the CPU, after one line in the
     * log that says why. Decided when it is first asked.
     */
    public static OnnxDevice inUse() {
        return Chosen.DEVICE;
    }

    private static final class Chosen {
        static final OnnxDevice DEVICE = DeviceChoice.usual().choose(wanted());
    }

    public boolean isCpu() {
        return kind == Kind.CPU;
    }

    void addTo(OrtSession.SessionOptions options) throws OrtException {
        if (kind == Kind.CUDA) {
            options.addCUDA(number);
        }
    }

    /** {@code cpu}, or for instance {@code cuda:0}. */
    @Override
    public String toString() {
        return isCpu() ? "cpu" : "cuda:" + number;
    }
}
