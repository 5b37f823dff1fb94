package dev.parley.sim.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtException;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OnnxDeviceTest {

    private final Lines log = new Lines();

    @Test
    void deviceIsReadFromItsSetting() {
        assertThat(OnnxDevice.parse("cpu")).hasToString("cpu");
        assertThat(OnnxDevice.parse("cuda")).hasToString("cuda:0");
        assertThat(OnnxDevice.parse("cuda:3")).hasToString("cuda:3");
    }

    @Test
    void settingThatIsNoDeviceIsRefusedByName() {
        for (String wrong : List.of("gpu", "cuda:", "cuda:x", "CUDA", "", "cuda:-1")) {
            assertThatThrownBy(() -> OnnxDevice.parse(wrong))
                    .isInstanceOf(PolicyException.class)
                    .hasMessage("parley.onnx.device must be cpu, cuda or cuda:N, not " + wrong);
        }
    }

    @Test
    void packageWithoutCudaFallsBackToTheCpuWithOneLine() {
        DeviceChoice choice = new DeviceChoice(DeviceChoice::runSmallest, log);

        assertThat(choice.choose(OnnxDevice.parse("cuda"))).isEqualTo(OnnxDevice.CPU);
        assertThat(log.lines)
                .containsExactly(
                        "WARNING networks run on the CPU instead of cuda:0: this package has ONNX Runtime without CUDA,"
                                + " build it with the Maven profile cuda");
    }

    @Test
    void machineWithoutTheDeviceFallsBackToTheCpuWithOneLine() {
        DeviceChoice choice = new DeviceChoice(
                device -> {
                    throw new OrtException(
                            "CUDA failure 100: no CUDA-capable device is detected\nstack of the provider");
                },
                log);

        assertThat(choice.choose(OnnxDevice.parse("cuda:7"))).isEqualTo(OnnxDevice.CPU);
        assertThat(log.lines)
                .containsExactly(
                        "WARNING networks run on the CPU instead of cuda:7: CUDA failure 100: no CUDA-capable device"
                                + " is detected");
    }

    @Test
    void deviceThatIsThereIsTakenWithoutAWord() {
        OnnxDevice cuda = OnnxDevice.parse("cuda:1");

        assertThat(new DeviceChoice(device -> {}, log).choose(cuda)).isEqualTo(cuda);
        assertThat(log.lines).isEmpty();
    }

    @Test
    void smallestNetworkRunsHere() {
        assertThatCode(() -> DeviceChoice.runSmallest(OnnxDevice.CPU)).doesNotThrowAnyException();
    }

    private static final class Lines implements System.Logger {

        private final List<String> lines = new ArrayList<>();

        @Override
        public String getName() {
            return "test";
        }

        @Override
        public boolean isLoggable(Level level) {
            return true;
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, @Nullable String message, @Nullable Throwable thrown) {
            lines.add(level + " " + message);
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, @Nullable String format, @Nullable Object... values) {
            lines.add(level + " " + format);
        }
    }
}
