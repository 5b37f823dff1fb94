package dev.parley.sim.detector;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.contracts.Sha256;
import dev.parley.sim.policy.NetworkBatch;
import dev.parley.sim.policy.OnnxNetwork;
import dev.parley.sim.policy.PolicyException;
import dev.parley.sim.policy.SentenceEncoder;
import dev.parley.sim.policy.TensorShape;
import dev.parley.sim.scene.Observation;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/**
 * A learned guess whether an episode did what was asked, from its last pictures and the words. It knows no true state and decides
 * nothing: verdicts are the {@link dev.parley.sim.task.Judge}'s and people's.
 *
 * <p>Inputs: {@code pictures} uint8 [n, 3, 64, 64, 3] and {@code felt} float [n, 3, 6] (first, a second before the end, end),
 * {@code pieces} float [n, 32, 384] and {@code present} float [n, 32] (the sentence's word pieces). Outputs: {@code probability} float
 * [n, 1], calibrated, and {@code clear} float [n, 1], how sure it is of what the sentence asks for. One thread at a time.
 */
public final class SuccessDetector implements AutoCloseable {

    /** The name of the one that is carried. */
    public static final String CARRIED = "arm-detector";

    private static final int LOOKS = 3;
    private static final int FELT = 6;
    private static final int SIDE = Observation.IMAGE_SIDE;

    private static final Map<String, TensorShape> INPUTS = Map.of(
            "pictures", TensorShape.uint8(LOOKS, SIDE, SIDE, 3),
            "felt", TensorShape.floats(LOOKS, FELT),
            "pieces", TensorShape.floats(SentenceEncoder.MOST_PIECES, SentenceEncoder.WIDTH),
            "present", TensorShape.floats(SentenceEncoder.MOST_PIECES));
    private static final Map<String, TensorShape> OUTPUTS =
            Map.of("probability", TensorShape.floats(1), "clear", TensorShape.floats(1));

    private final DetectorCard card;
    private final OnnxNetwork network;
    private final NetworkBatch batch;
    private final SentenceEncoder encoder = new SentenceEncoder();

    private SuccessDetector(DetectorCard card, byte[] artifact) {
        this.card = card;
        network = new OnnxNetwork(artifact).require(INPUTS, OUTPUTS);
        batch = network.batch(1);
    }

    /** Whether this package has one. */
    public static boolean isCarried() {
        return SuccessDetector.class.getResource("/detectors/" + CARRIED + "/detector.json") != null;
    }

    /** The card of the carried detector, without loading it. */
    public static DetectorCard carriedCard() {
        try {
            return new JsonMapper().readValue(resource("detector.json"), DetectorCard.class);
        } catch (IOException e) {
            throw new PolicyException("The card of " + CARRIED + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The carried detector; throws {@link PolicyException} when its network is not the one on its card. */
    public static SuccessDetector load() {
        byte[] artifact = resource("detector.onnx");
        DetectorCard card = carriedCard();
        String digest = Sha256.hex(artifact);
        if (!digest.equals(card.version())) {
            throw new PolicyException("The network of " + CARRIED + " has SHA-256 " + digest + " but its card says "
                    + card.version() + ": the package was altered, reinstall it.");
        }
        return new SuccessDetector(card, artifact);
    }

    /** A network from elsewhere, named by its digest and without figures: for measuring candidates in the given scenes. */
    static SuccessDetector candidate(byte[] artifact, List<String> scenes) {
        return new SuccessDetector(
                new DetectorCard(
                        "candidate",
                        "Candidate",
                        Sha256.hex(artifact),
                        "",
                        scenes,
                        "",
                        "",
                        "",
                        List.of(),
                        0,
                        List.of()),
                artifact);
    }

    public DetectorCard card() {
        return card;
    }

    /** How likely the episode did what the sentence asks, 0 to 1; throws {@link PolicyException} when the network gives no probability. */
    public double probability(Ending ending, String sentence) {
        byte[] pictures = new byte[LOOKS * SIDE * SIDE * 3];
        float[] felt = new float[LOOKS * FELT];
        List<Observation> looks = ending.looks();
        for (int i = 0; i < LOOKS; i++) {
            System.arraycopy(looks.get(i).image(), 0, pictures, i * SIDE * SIDE * 3, SIDE * SIDE * 3);
            System.arraycopy(looks.get(i).proprioception(), 0, felt, i * FELT, FELT);
        }
        SentenceEncoder.Pieces pieces = encoder.pieces(sentence);
        batch.put("pictures", 0, pictures)
                .put("felt", 0, felt)
                .put("pieces", 0, pieces.values())
                .put("present", 0, pieces.present())
                .run(1);
        float probability = batch.row("probability", 0)[0];
        if (!(probability >= 0 && probability <= 1)) {
            throw new PolicyException("The detector gave no probability but " + probability);
        }
        return probability;
    }

    private static byte[] resource(String file) {
        String name = "/detectors/" + CARRIED + "/" + file;
        try (InputStream in = SuccessDetector.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new PolicyException("The package lacks " + name + ": reinstall it.");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new PolicyException("The resource " + name + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        network.close();
    }
}
