package dev.parley.sim.policy;

import static java.lang.System.Logger.Level.WARNING;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import java.util.HexFormat;

/** Finds out whether a wished device is there, and falls back to the CPU when it is not. */
final class DeviceChoice {

    // One row of one number through a Relu, the smallest network that a provider has to take.
    private static final byte[] SMALLEST = HexFormat.of()
            .parseHex(
                    "080712003a3b0a0c0a0178120179220452656c751201675a130a0178120e0a0c080112080a0208010a02080162130a0179120e0a0c080112080a0208010a02080142040a00100e");

    private final Trial trial;
    private final System.Logger log;

    /** Does something small on a device. */
    interface Trial {

        /** Throws {@link OrtException} when the device does not do it. */
        void on(OnnxDevice device) throws OrtException;
    }

    DeviceChoice(Trial trial, System.Logger log) {
        this.trial = trial;
        this.log = log;
    }

    static DeviceChoice usual() {
        return new DeviceChoice(DeviceChoice::runSmallest, System.getLogger(OnnxDevice.class.getName()));
    }

    OnnxDevice choose(OnnxDevice wanted) {
        if (wanted.isCpu()) {
            return wanted;
        }
        try {
            trial.on(wanted);
            return wanted;
        } catch (OrtException e) {
            log.log(
                    WARNING,
                    "networks run on the CPU instead of " + wanted + ": "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse("it does not answer"));
            return OnnxDevice.CPU;
        }
    }

    /** Throws {@link OrtException} when ONNX Runtime has no such provider, or the machine no such device. */
    static void runSmallest(OnnxDevice device) throws OrtException {
        if (device.kind() == OnnxDevice.Kind.CUDA
                && !OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)) {
            throw new OrtException("this package has ONNX Runtime without CUDA, build it with the Maven profile cuda");
        }
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            device.addTo(options);
            OrtEnvironment.getEnvironment().createSession(SMALLEST, options).close();
        }
    }
}
