package dev.parley.sim.worker;

import ai.onnxruntime.OrtEnvironment;
import dev.parley.sim.policy.OnnxDevice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Within one execution profile the same seed, scene, conditions and policy version give the same states byte for byte;
 * across profiles they are equal only statistically. The text names everything that decides it.
 */
final class ExecutionProfile implements Supplier<String> {

    private static final int DIGEST_CHARACTERS = 12;

    private @Nullable String text;

    /** For instance {@code linux-amd64; cpu=...; threads=1; batch=1; onnxruntime=1.29.0-cpu; natives=0123456789ab; java=25.0.1}. */
    @Override
    public synchronized String get() {
        String known = text;
        if (known == null) {
            known = ofThisProcess();
            text = known;
        }
        return known;
    }

    private static String ofThisProcess() {
        return String.join(
                "; ",
                (System.getProperty("os.name") + "-" + System.getProperty("os.arch")).toLowerCase(Locale.ROOT),
                "cpu=" + cpu(),
                "threads=1",
                "batch=1",
                "onnxruntime=" + OrtEnvironment.getEnvironment().getVersion() + "-" + OnnxDevice.inUse(),
                "natives="
                        + SceneFiles.digestOf("/natives/linux-x86_64/SHA256SUMS")
                                .substring(0, DIGEST_CHARACTERS),
                "java=" + Runtime.version().feature());
    }

    /** ONNX Runtime and the C library choose their kernels by the processor. */
    private static String cpu() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException noProc) {
            return "unknown";
        }
    }
}
