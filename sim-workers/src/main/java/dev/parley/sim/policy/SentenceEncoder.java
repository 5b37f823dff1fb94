package dev.parley.sim.policy;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.langchain4j.model.embedding.onnx.allminilml6v2.AllMiniLmL6V2EmbeddingModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads sentences with all-MiniLM-L6-v2: a whole sentence as 384 numbers of length one, and each of its word pieces in its context as
 * 384 numbers. About 10 ms a sentence; thread-safe.
 */
public final class SentenceEncoder {

    /** Numbers in an encoded sentence, and in an encoded word piece. */
    public static final int WIDTH = 384;
    /** Word pieces that {@link #pieces} gives at most. */
    public static final int MOST_PIECES = 32;

    private static final int MOST_READ = 510;
    // Reading the model takes a few hundred megabytes for a moment: one at a time, so that a small heap suffices for
    // several.
    private static final Object LOADING = new Object();
    private static final String MODEL = "/all-minilm-l6-v2.onnx";
    private static final String TOKENIZER = "/all-minilm-l6-v2-tokenizer.json";

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final HuggingFaceTokenizer tokenizer;

    public SentenceEncoder() {
        try (InputStream model = resource(MODEL);
                InputStream words = resource(TOKENIZER);
                OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            // On the caller's thread: no pool of its own to outlive the policy.
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            synchronized (LOADING) {
                session = environment.createSession(model.readAllBytes(), options);
            }
            tokenizer = HuggingFaceTokenizer.newInstance(
                    words, Map.of("padding", "false", "truncation", "true", "maxLength", Integer.toString(MOST_READ)));
        } catch (IOException | OrtException e) {
            throw new PolicyException("The sentence encoder does not load: " + e.getMessage(), e);
        }
    }

    private static InputStream resource(String name) {
        InputStream found = AllMiniLmL6V2EmbeddingModel.class.getResourceAsStream(name);
        if (found == null) {
            throw new IllegalStateException("The sentence encoder's file " + name + " is not on the class path");
        }
        return found;
    }

    /**
     * The word pieces of a sentence in order, the marks of its beginning and end included.
     *
     * @param values {@value #MOST_PIECES} times {@value #WIDTH} numbers; zeros where there are no more
     * @param present 1 for each piece that is there, else 0
     * @param whole whether the sentence had no more pieces than these
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed to a network once an episode; compared nowhere.
    public record Pieces(float[] values, float[] present, boolean whole) {}

    /** Encodes one sentence as a whole: the mean of its word pieces, of length one; a new array each time. */
    public float[] encode(String sentence) {
        float[][] pieces = read(sentence);
        float[] mean = new float[WIDTH];
        for (float[] piece : pieces) {
            for (int i = 0; i < WIDTH; i++) {
                mean[i] += piece[i];
            }
        }
        float squares = 0;
        for (int i = 0; i < WIDTH; i++) {
            mean[i] /= pieces.length;
            squares += mean[i] * mean[i];
        }
        float length = (float) Math.sqrt(squares);
        for (int i = 0; i < WIDTH; i++) {
            mean[i] /= length;
        }
        return mean;
    }

    /** Encodes the word pieces of one sentence, the first {@value #MOST_PIECES} of them; new arrays each time. */
    public Pieces pieces(String sentence) {
        float[][] read = read(sentence);
        float[] values = new float[MOST_PIECES * WIDTH];
        float[] present = new float[MOST_PIECES];
        int count = Math.min(read.length, MOST_PIECES);
        for (int i = 0; i < count; i++) {
            System.arraycopy(read[i], 0, values, i * WIDTH, WIDTH);
            present[i] = 1;
        }
        return new Pieces(values, present, read.length <= MOST_PIECES);
    }

    private float[][] read(String sentence) {
        Encoding encoding = tokenizer.encode(sentence, true, false);
        Map<String, long[]> given = Map.of(
                "input_ids", encoding.getIds(),
                "attention_mask", encoding.getAttentionMask(),
                "token_type_ids", encoding.getTypeIds());
        Map<String, OnnxTensor> inputs = new HashMap<>();
        try {
            for (Map.Entry<String, long[]> input : given.entrySet()) {
                long[] values = input.getValue();
                inputs.put(
                        input.getKey(),
                        OnnxTensor.createTensor(environment, LongBuffer.wrap(values), new long[] {1, values.length}));
            }
            try (OrtSession.Result result = session.run(inputs)) {
                return ((float[][][]) result.get(0).getValue())[0];
            }
        } catch (OrtException e) {
            throw new PolicyException("The sentence could not be encoded: " + e.getMessage(), e);
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    /** How alike two encoded sentences are: the cosine of the angle between them, -1 to 1. */
    public static double likeness(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < WIDTH; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
