package dev.parley.policy.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.policy.onnx.TinyNetwork.Proto;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutlineReaderTest {
    @TempDir
    Path folder;

    private NetworkOutline read(byte[] bytes) throws IOException, OutlineFault {
        Path file = folder.resolve("network.onnx");
        Files.write(file, bytes);
        return OutlineReader.read(file);
    }

    private void refused(byte[] bytes, String sentence) {
        assertThatThrownBy(() -> read(bytes)).isInstanceOf(OutlineFault.class).hasMessageContaining(sentence);
    }

    private static TinyNetwork network() {
        return new TinyNetwork()
                .input("state", TinyNetwork.FLOAT, 1, 6)
                .node("Identity", List.of("state"), List.of("action"))
                .output("action", TinyNetwork.FLOAT, 1, 6);
    }

    @Test
    void readsVersionsInputsAndOutputs() throws Exception {
        NetworkOutline outline = read(new TinyNetwork()
                .versions(9, 18)
                .input("image", TinyNetwork.UINT8, -1, 64, 64, 3)
                .input("state", TinyNetwork.FLOAT, 1, 6)
                .node("Identity", List.of("state"), List.of("action"))
                .output("action", TinyNetwork.FLOAT, 1, 6)
                .toBytes());

        assertThat(outline.irVersion()).isEqualTo(9);
        assertThat(outline.opset()).isEqualTo(18);
        assertThat(outline.operators()).isEqualTo(1);
        assertThat(outline.inputs())
                .extracting(DeclaredTensor::words)
                .containsExactly("uint8 [?, 64, 64, 3]", "float32 [1, 6]");
        assertThat(outline.inputs().getFirst().takes(List.of(1, 64, 64, 3))).isTrue();
        assertThat(outline.inputs().getFirst().takes(List.of(1, 64, 64, 4))).isFalse();
        assertThat(outline.inputs().getFirst().takes(List.of(1, 64, 64))).isFalse();
        assertThat(outline.outputs()).containsExactly(new DeclaredTensor("action", 1, List.of(1L, 6L)));
    }

    @Test
    void weightsThatOlderFilesListAmongTheInputsNeedNotBeGiven() throws Exception {
        byte[] older = network()
                .input("weight", TinyNetwork.FLOAT, 1)
                .floats("weight", new float[] {1}, 1)
                .toBytes();
        assertThat(read(older).inputs()).extracting(DeclaredTensor::name).containsExactly("state");
    }

    @Test
    void weightsArePassedOverWithoutBeingHeld() throws Exception {
        byte[] large = network()
                .initializer("weight", TinyNetwork.FLOAT, new byte[5_000_000], 1_250_000)
                .toBytes();
        assertThat(read(large).outputs()).hasSize(1);
    }

    @Test
    void whatIsNoOnnxFileIsSaidToBeNone() {
        refused(new byte[0], "It is no ONNX file");
        refused("#!/bin/sh\nexit 0\n".getBytes(StandardCharsets.US_ASCII), "It is no ONNX file");
        byte[] zip = new byte[200];
        new Random(1).nextBytes(zip);
        zip[0] = 'P';
        refused(zip, "It is no ONNX file");
    }

    @Test
    void everyBeginningOfAFileIsRefusedAndNoneHangs() {
        byte[] whole = TinyNetwork.endless();
        for (int length = 0; length < whole.length - 1; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(cut)).isInstanceOf(OutlineFault.class);
        }
    }

    @Test
    void changedBytesNeverDoMoreThanBeRefused() throws Exception {
        Random random = new Random(7);
        byte[] whole = TinyNetwork.endless();
        for (int i = 0; i < 3_000; i++) {
            byte[] changed = whole.clone();
            for (int k = 0; k < 3; k++) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            try {
                read(changed);
            } catch (OutlineFault refused) {
                assertThat(refused).hasMessageMatching("It.*\\.|Some.*\\.|One.*\\.|Two.*\\.");
            }
        }
    }

    @Test
    void lengthsThatReachBeyondTheFileAreNotBelieved() {
        // A graph of two gigabytes in seven bytes.
        refused(new byte[] {0x3a, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x07, 0}, "ends in the middle");
        refused(new byte[] {0x3a, -1, -1, -1, -1, -1, -1, -1, -1, -1, 0x01, 0}, "ends in the middle");
    }

    @Test
    void operatorsOfOtherDomainsAreNamedAndRefused() {
        byte[] custom = network()
                .inGraph(
                        1,
                        TinyNetwork.operator(
                                "Spawn", List.of("state"), List.of("x"), new Proto().text(7, "evil.example")))
                .toBytes();
        refused(
                custom,
                "Its operator \"Spawn\" is of the domain \"evil.example\"; only ONNX's own operators run here.");
        refused(
                network()
                        .inGraph(
                                1,
                                TinyNetwork.operator(
                                        "Fused", List.of("state"), List.of("x"), new Proto().text(7, "com.microsoft")))
                        .toBytes(),
                "com.microsoft");
    }

    @Test
    void operatorsInsideBranchesAreLookedAtToo() {
        Proto branch = new Proto()
                .message(
                        1, TinyNetwork.operator("Spawn", List.of(), List.of("x"), new Proto().text(7, "evil.example")));
        refused(
                network()
                        .node(
                                "If",
                                List.of("state"),
                                List.of("y"),
                                new Proto().text(1, "then_branch").message(6, branch))
                        .toBytes(),
                "evil.example");
    }

    @Test
    void weightsInOtherFilesAreRefusedWhereverTheyStand() {
        Proto elsewhere = TinyNetwork.tensor("weight", TinyNetwork.FLOAT, new byte[0], 4)
                .message(13, new Proto().text(1, "location").text(2, "/etc/passwd"))
                .number(14, 1);
        refused(network().inGraph(5, elsewhere).toBytes(), "Some of its weights are in another file");
        Proto marked =
                TinyNetwork.tensor("weight", TinyNetwork.FLOAT, new byte[0], 4).number(14, 1);
        refused(network().inGraph(5, marked).toBytes(), "Some of its weights are in another file");
        refused(
                network()
                        .node(
                                "Constant",
                                List.of(),
                                List.of("c"),
                                new Proto().text(1, "value").message(5, elsewhere))
                        .toBytes(),
                "Some of its weights are in another file");
    }

    @Test
    void versionsThatDoNotRunHereAreRefusedWithThoseThatDo() throws Exception {
        assertThat(read(network().versions(13, 26).toBytes()).opset()).isEqualTo(26);
        assertThat(read(network().versions(3, 7).toBytes()).irVersion()).isEqualTo(3);
        refused(network().versions(14, 17).toBytes(), "Its IR version is 14; 3 to 13 run here.");
        refused(network().versions(2, 17).toBytes(), "Its IR version is 2");
        refused(network().versions(8, 27).toBytes(), "Its opset is 27; 7 to 26 run here.");
        refused(network().versions(8, 6).toBytes(), "Its opset is 6");
    }

    @Test
    void functionsTrainingAndSparseWeightsAreRefused() {
        refused(network().inModel(25, new Proto().text(1, "f")).toBytes(), "functions of its own");
        refused(network().inModel(20, new Proto()).toBytes(), "for training");
        refused(network().inGraph(15, new Proto()).toBytes(), "sparse");
        refused(network().inModel(7, new Proto()).toBytes(), "two graphs");
    }

    @Test
    void inputsHaveNamesTypesAndABoundedNumber() throws Exception {
        refused(network().input("", TinyNetwork.FLOAT, 1).toBytes(), "has no name");
        refused(network().input("state", TinyNetwork.FLOAT, 1).toBytes(), "the same name");
        refused(network().input("x".repeat(301), TinyNetwork.FLOAT, 1).toBytes(), "longer than 300 bytes");
        assertThat(read(network().input("x".repeat(300), TinyNetwork.FLOAT, 1).toBytes())
                        .inputs())
                .hasSize(2);
        refused(
                network()
                        .input("deep", TinyNetwork.FLOAT, 1, 1, 1, 1, 1, 1, 1, 1, 1)
                        .toBytes(),
                "more than 8");
        refused(
                network()
                        .inGraph(11, new Proto().text(1, "seq").message(2, new Proto().message(4, new Proto())))
                        .toBytes(),
                "is no tensor");
        TinyNetwork many = network();
        for (int i = 1; i < OutlineReader.MOST_TENSORS; i++) {
            many.input("i" + i, TinyNetwork.FLOAT, 1);
        }
        assertThat(read(many.toBytes()).inputs()).hasSize(OutlineReader.MOST_TENSORS);
        refused(many.input("more", TinyNetwork.FLOAT, 1).toBytes(), "It has 33 inputs; at most 32");
    }

    @Test
    void nestedGraphsHaveAnEnd() {
        Proto inner = new Proto().message(1, TinyNetwork.operator("Identity", List.of(), List.of(), new Proto()));
        for (int i = 0; i < 9; i++) {
            inner = new Proto()
                    .message(
                            1,
                            TinyNetwork.operator(
                                    "If", List.of(), List.of(), new Proto(), new Proto().message(6, inner)));
        }
        refused(
                network()
                        .inGraph(
                                1,
                                TinyNetwork.operator(
                                        "If", List.of(), List.of(), new Proto(), new Proto().message(6, inner)))
                        .toBytes(),
                "nested more than 8 deep");
    }
}
