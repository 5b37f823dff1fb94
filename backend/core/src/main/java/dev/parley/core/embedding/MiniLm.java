package dev.parley.core.embedding;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The loaded model: sentence to vector, as the mean of its word pieces, of length one. For one thread at a time. */
final class MiniLm implements AutoCloseable {
    private static final String MODEL = "all-minilm-l6-v2.onnx";
    private static final String TOKENIZER = "all-minilm-l6-v2-tokenizer.json";
    private static final int WIDTH = TextEncoder.WIDTH;

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final WordPieces words;
    private final OrtSession session;

    private MiniLm(WordPieces words, Path model) throws OrtException {
        this.words = words;
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            // On the caller's thread: the cores are for those who ask, run and watch.
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            // Sentences are short and few: what they take is given back after each.
            options.setCPUArenaAllocator(false);
            options.setMemoryPatternOptimization(false);
            session = environment.createSession(model.toString(), options);
        }
    }

    /**
     * Takes about a second and, for that long, 90 MB of disk in {@code folder}: unpacked there, the model never lies on the heap.
     *
     * @throws IOException where the model is not on the class path, or the disk is full
     * @throws LinkageError where ONNX Runtime has no library for this machine
     */
    static MiniLm load(Path folder) throws IOException, OrtException {
        Files.createDirectories(folder);
        Path model = Files.createTempFile(folder, "encoder", ".onnx");
        try {
            try (InputStream packed = resource(MODEL)) {
                Files.copy(packed, model, StandardCopyOption.REPLACE_EXISTING);
            }
            return new MiniLm(new WordPieces(vocabulary()), model);
        } finally {
            Files.deleteIfExists(model);
        }
    }

    static Map<String, Integer> vocabulary() throws IOException {
        try (InputStream tokenizer = resource(TOKENIZER)) {
            JsonNode pieces =
                    new ObjectMapper().readTree(tokenizer).path("model").path("vocab");
            Map<String, Integer> vocabulary = new HashMap<>();
            pieces.properties()
                    .forEach(piece ->
                            vocabulary.put(piece.getKey(), piece.getValue().asInt()));
            return vocabulary;
        }
    }

    private static InputStream resource(String name) throws IOException {
        InputStream found = Thread.currentThread().getContextClassLoader().getResourceAsStream(name);
        if (found == null) {
            throw new FileNotFoundException("the text encoder's file " + name + " is not on the class path");
        }
        return found;
    }

    float[] encode(String text) throws OrtException {
        long[] pieces = words.read(text);
        long[] present = new long[pieces.length];
        Arrays.fill(present, 1);
        try (OnnxTensor ids = tensor(pieces);
                OnnxTensor mask = tensor(present);
                OnnxTensor types = tensor(new long[pieces.length]);
                OrtSession.Result result =
                        session.run(Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", types))) {
            return mean(((float[][][]) result.get(0).getValue())[0]);
        }
    }

    private OnnxTensor tensor(long[] values) throws OrtException {
        return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), new long[] {1, values.length});
    }

    private static float[] mean(float[][] pieces) {
        double[] sum = new double[WIDTH];
        for (float[] piece : pieces) {
            for (int i = 0; i < WIDTH; i++) {
                sum[i] += piece[i];
            }
        }
        double squares = 0;
        for (double each : sum) {
            squares += each * each;
        }
        double length = Math.sqrt(squares);
        float[] unit = new float[WIDTH];
        for (int i = 0; i < WIDTH; i++) {
            unit[i] = (float) (sum[i] / length);
        }
        return unit;
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
