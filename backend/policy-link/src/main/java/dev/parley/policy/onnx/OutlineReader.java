package dev.parley.policy.onnx;

import dev.parley.policy.onnx.ProtoFile.Key;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads what an ONNX file declares: its versions, its inputs and outputs, and whether all of it is ONNX's own and inside this one file.
 * Weights are passed over, nothing is run. Field numbers are those of onnx.proto, https://github.com/onnx/onnx.
 */
public final class OutlineReader {
    public static final int OLDEST_IR = 3;
    public static final int NEWEST_IR = 13;
    public static final int OLDEST_OPSET = 7;
    public static final int NEWEST_OPSET = 26;
    public static final int MOST_OPERATORS = 100_000;
    public static final int MOST_WEIGHTS = 20_000;
    public static final int MOST_TENSORS = 32;

    private static final Set<String> OWN_DOMAINS = Set.of("", "ai.onnx");

    private final ProtoFile file;
    private final Weights weights;
    private final Operators operators;
    private final List<DeclaredTensor> inputs = new ArrayList<>();
    private final List<DeclaredTensor> outputs = new ArrayList<>();
    private final Set<String> initialized = new HashSet<>();
    private long irVersion;
    private long opset;
    private boolean graphSeen;

    private OutlineReader(ProtoFile file) {
        this.file = file;
        weights = new Weights(file);
        operators = new Operators(file, weights);
    }

    /**
     * Blocks while it reads.
     *
     * @throws OutlineFault where it is no network that may run here
     * @throws IOException where the file cannot be read
     */
    public static NetworkOutline read(Path path) throws IOException, OutlineFault {
        try (SeekableByteChannel channel = Files.newByteChannel(path)) {
            return read(channel);
        }
    }

    static NetworkOutline read(SeekableByteChannel channel) throws IOException, OutlineFault {
        return new OutlineReader(new ProtoFile(channel)).model();
    }

    private NetworkOutline model() throws IOException, OutlineFault {
        while (file.position() < file.size()) {
            Key key = file.key(file.size());
            switch (key.field()) {
                case 1 -> irVersion = number(key, file.size());
                case 7 -> graph(message(key, file.size()));
                case 8 -> opset(message(key, file.size()));
                case 20 -> throw new OutlineFault("It holds what is for training; export it for inference.");
                case 25 -> throw new OutlineFault("It has functions of its own; export it with them inlined.");
                default -> file.skip(key, file.size());
            }
        }
        if (!graphSeen) {
            throw new OutlineFault("It is no ONNX file, or one without a graph.");
        }
        require("IR version", irVersion, OLDEST_IR, NEWEST_IR);
        require("opset", opset, OLDEST_OPSET, NEWEST_OPSET);
        List<DeclaredTensor> given = inputs.stream()
                .filter(input -> !initialized.contains(input.name()))
                .toList();
        if (given.size() > MOST_TENSORS) {
            throw new OutlineFault("It has %d inputs; at most %d can be given.".formatted(given.size(), MOST_TENSORS));
        }
        return new NetworkOutline(irVersion, opset, given, outputs, operators.count());
    }

    private static void require(String what, long found, int oldest, int newest) throws OutlineFault {
        if (found < oldest || found > newest) {
            throw new OutlineFault("Its %s is %d; %d to %d run here.".formatted(what, found, oldest, newest));
        }
    }

    private void opset(long end) throws IOException, OutlineFault {
        String domain = "";
        long version = 0;
        while (file.position() < end) {
            Key key = file.key(end);
            switch (key.field()) {
                case 1 -> domain = name(key, end);
                case 2 -> version = number(key, end);
                default -> file.skip(key, end);
            }
        }
        // Exporters announce domains of which nothing is used: what counts is what the operators say.
        if (OWN_DOMAINS.contains(domain)) {
            opset = version;
        }
    }

    private void graph(long end) throws IOException, OutlineFault {
        if (graphSeen) {
            throw new OutlineFault("It has two graphs; a file has one.");
        }
        graphSeen = true;
        while (file.position() < end) {
            Key key = file.key(end);
            switch (key.field()) {
                case 1 -> operators.read(message(key, end), 0);
                case 5 -> initialized.add(weights.read(message(key, end)));
                case 11 -> add(inputs, declared(message(key, end)), MOST_WEIGHTS);
                case 12 -> add(outputs, declared(message(key, end)), MOST_TENSORS);
                case 15 -> throw Weights.sparse();
                default -> file.skip(key, end);
            }
        }
    }

    private static void add(List<DeclaredTensor> known, DeclaredTensor one, int most) throws OutlineFault {
        if (known.size() == most) {
            throw new OutlineFault("It declares more than %d inputs or outputs.".formatted(most));
        }
        if (known.size() < MOST_TENSORS
                && known.stream().anyMatch(other -> other.name().equals(one.name()))) {
            throw new OutlineFault("Two of its inputs or outputs have the same name.");
        }
        known.add(one);
    }

    private DeclaredTensor declared(long end) throws IOException, OutlineFault {
        return new TensorDeclaration(file).read(end);
    }

    private long number(Key key, long end) throws IOException, OutlineFault {
        if (key.wire() != ProtoFile.VARINT) {
            throw ProtoFile.broken();
        }
        return file.varint(end);
    }

    private long message(Key key, long end) throws IOException, OutlineFault {
        return messageEnd(file, key, end);
    }

    private String name(Key key, long end) throws IOException, OutlineFault {
        return name(file, key, end);
    }

    static long messageEnd(ProtoFile file, Key key, long end) throws IOException, OutlineFault {
        if (key.wire() != ProtoFile.BYTES) {
            throw ProtoFile.broken();
        }
        return file.length(end);
    }

    static String name(ProtoFile file, Key key, long end) throws IOException, OutlineFault {
        if (key.wire() != ProtoFile.BYTES) {
            throw ProtoFile.broken();
        }
        return file.text(end, Weights.LONGEST_NAME);
    }

    static boolean own(String domain) {
        return OWN_DOMAINS.contains(domain);
    }
}
