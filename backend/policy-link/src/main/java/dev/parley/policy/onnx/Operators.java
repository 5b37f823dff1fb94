package dev.parley.policy.onnx;

import dev.parley.policy.onnx.ProtoFile.Key;
import java.io.IOException;

/** Operators of a graph and of the graphs in their attributes: counted, and all of them ONNX's own. */
final class Operators {
    private static final int DEEPEST = 8;

    private final ProtoFile file;
    private final Weights weights;
    private int count;

    Operators(ProtoFile file, Weights weights) {
        this.file = file;
        this.weights = weights;
    }

    int count() {
        return count;
    }

    void read(long end, int depth) throws IOException, OutlineFault {
        if (++count > OutlineReader.MOST_OPERATORS) {
            throw new OutlineFault("It has more than %d operators.".formatted(OutlineReader.MOST_OPERATORS));
        }
        String type = "";
        String domain = "";
        while (file.position() < end) {
            Key key = file.key(end);
            switch (key.field()) {
                case 4 -> type = OutlineReader.name(file, key, end);
                case 5 -> attribute(OutlineReader.messageEnd(file, key, end), depth);
                case 7 -> domain = OutlineReader.name(file, key, end);
                default -> file.skip(key, end);
            }
        }
        if (!OutlineReader.own(domain)) {
            throw new OutlineFault("Its operator %s is of the domain %s; only ONNX's own operators run here."
                    .formatted(shown(type), shown(domain)));
        }
    }

    private void attribute(long end, int depth) throws IOException, OutlineFault {
        while (file.position() < end) {
            Key key = file.key(end);
            switch (key.field()) {
                case 5, 10 -> weights.read(OutlineReader.messageEnd(file, key, end));
                case 6, 11 -> graph(OutlineReader.messageEnd(file, key, end), depth + 1);
                case 22, 23 -> throw Weights.sparse();
                default -> file.skip(key, end);
            }
        }
    }

    private void graph(long end, int depth) throws IOException, OutlineFault {
        if (depth > DEEPEST) {
            throw new OutlineFault("Its branches and loops are nested more than %d deep.".formatted(DEEPEST));
        }
        while (file.position() < end) {
            Key key = file.key(end);
            switch (key.field()) {
                case 1 -> read(OutlineReader.messageEnd(file, key, end), depth);
                case 5 -> weights.read(OutlineReader.messageEnd(file, key, end));
                case 15 -> throw Weights.sparse();
                default -> file.skip(key, end);
            }
        }
    }

    /** A stranger's words in a sentence of ours. */
    static String shown(String text) {
        String plain = text.replaceAll("[^\\x21-\\x7e]", "?");
        return "\"" + (plain.length() <= 60 ? plain : plain.substring(0, 60) + "…") + "\"";
    }
}
