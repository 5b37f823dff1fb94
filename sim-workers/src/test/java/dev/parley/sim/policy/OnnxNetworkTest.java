package dev.parley.sim.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OnnxNetworkTest {

    private static final int ROWS = 24;
    private static final int PIXELS = 64 * 64 * 3;

    @Test
    void readsWhatTheNetworkTakesAndGives() {
        try (OnnxNetwork network = new OnnxNetwork(FreedRows.carried(Policies.USUAL))) {
            assertThat(network.inputs())
                    .isEqualTo(Map.of(
                            "image", TensorShape.uint8(64, 64, 3),
                            "proprioception", TensorShape.floats(6),
                            "sentence", TensorShape.floats(384)));
            assertThat(network.outputs()).isEqualTo(Map.of("action", TensorShape.floats(5)));
            assertThat(network.inputs().get("image")).hasToString("uint8 [n, 64, 64, 3]");
        }
    }

    @Test
    void aRowGivesTheSameBytesWhateverElseIsInItsBatch() {
        try (OnnxNetwork single = new OnnxNetwork(FreedRows.carried(Policies.USUAL));
                OnnxNetwork free = new OnnxNetwork(FreedRows.of(Policies.USUAL))) {
            assertThat(single.takesOneRow()).isTrue();
            assertThat(free.takesOneRow()).isFalse();
            float[][] alone = actions(single, 1);

            for (int together : new int[] {1, 2, 3, 4, 5, 6, 7, 8, 12, 13, 16, ROWS}) {
                assertThat(actions(free, together))
                        .as("in batches of " + together)
                        .isDeepEqualTo(alone);
            }
            assertThat(actions(single, ROWS)).isDeepEqualTo(alone);
        }
    }

    @Test
    void networkOfAnotherShapeIsRefusedWithBothShapes() {
        try (OnnxNetwork network = new OnnxNetwork(FreedRows.carried(Policies.USUAL))) {
            assertThatThrownBy(() -> network.require(
                            Map.of("image", TensorShape.uint8(80, 80, 3)), Map.of("action", TensorShape.floats(5))))
                    .isInstanceOf(PolicyException.class)
                    .hasMessageContaining("{image=uint8 [n, 80, 80, 3]}")
                    .hasMessageContaining("image=uint8 [n, 64, 64, 3], proprioception=float [n, 6]");
        }
    }

    @Test
    void rowsOfAnotherShapeAreRefused() {
        try (OnnxNetwork network = new OnnxNetwork(FreedRows.carried(Policies.USUAL))) {
            NetworkBatch batch = network.batch(2);

            assertThatThrownBy(() -> batch.put("image", 0, new byte[5])).hasMessageContaining("not 5 numbers");
            assertThatThrownBy(() -> batch.put("image", 0, new float[PIXELS])).hasMessageContaining("uint8");
            assertThatThrownBy(() -> batch.put("sentence", 2, new float[384])).hasMessageContaining("Row 2");
            assertThatThrownBy(() -> batch.put("goal", 0, new float[1])).hasMessageContaining("no goal");
            assertThatThrownBy(() -> batch.row("known", 0)).hasMessageContaining("no known");
            assertThatThrownBy(() -> batch.run(3)).hasMessageContaining("room for 2 rows");
            assertThatThrownBy(() -> network.batch(0)).hasMessageContaining("at least one row");
        }
    }

    @Test
    void artifactThatIsNoNetworkIsRefused() {
        assertThatThrownBy(() -> new OnnxNetwork("no network".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("no ONNX network");
    }

    private static float[][] actions(OnnxNetwork network, int together) {
        NetworkBatch batch = network.batch(together);
        float[][] actions = new float[ROWS][];
        for (int first = 0; first < ROWS; first += together) {
            int rows = Math.min(together, ROWS - first);
            for (int row = 0; row < rows; row++) {
                fill(batch, row, first + row);
            }
            batch.run(rows);
            for (int row = 0; row < rows; row++) {
                actions[first + row] = batch.row("action", row);
            }
        }
        return actions;
    }

    private static void fill(NetworkBatch batch, int row, int seed) {
        Random random = new Random(seed);
        byte[] image = new byte[PIXELS];
        random.nextBytes(image);
        batch.put("image", row, image)
                .put("proprioception", row, numbers(random, 6, .3))
                .put("sentence", row, numbers(random, 384, .05));
    }

    private static float[] numbers(Random random, int count, double scale) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) (scale * random.nextGaussian());
        }
        return numbers;
    }
}
