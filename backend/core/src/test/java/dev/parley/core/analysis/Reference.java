package dev.parley.core.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;

/** Values to be met, from {@code src/test/resources/analysis}: each file says where its numbers are from. */
public final class Reference {
    /** How near a value that is reckoned, not drawn, has to come. */
    public static final Offset<Double> EXACT = Offset.offset(1e-6);

    private final JsonNode node;

    private Reference(JsonNode node) {
        this.node = node;
    }

    /** @param file name without its ending */
    public static Reference of(String file) {
        try (InputStream in = Reference.class.getResourceAsStream("/analysis/" + file + ".json")) {
            return new Reference(new ObjectMapper().readTree(Objects.requireNonNull(in, file)));
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    /** Rows of a table, each named by what it says. */
    public static Stream<Reference> rows(String file, String table) {
        Reference rows = of(file).at(table);
        if (rows.node.isEmpty()) {
            throw new IllegalArgumentException(file + " has no rows of " + table);
        }
        return StreamSupport.stream(rows.node.spliterator(), false).map(Reference::new);
    }

    public Reference at(String name) {
        if (!node.has(name)) {
            throw new IllegalArgumentException("no " + name + " in " + node);
        }
        return new Reference(node.get(name));
    }

    public boolean has(String name) {
        return node.hasNonNull(name);
    }

    public double number(String name) {
        return at(name).node.doubleValue();
    }

    public int count(String name) {
        return at(name).node.intValue();
    }

    public boolean isSo(String name) {
        return at(name).node.booleanValue();
    }

    public String text(String name) {
        return at(name).node.textValue();
    }

    public double[] numbers(String name) {
        return at(name).numbers();
    }

    /** Itself as numbers; what is null becomes NaN. */
    public double[] numbers() {
        return StreamSupport.stream(node.spliterator(), false)
                .flatMapToDouble(one -> DoubleStream.of(one.isNull() ? Double.NaN : one.doubleValue()))
                .toArray();
    }

    public int[] counts(String name) {
        return at(name).counts();
    }

    public int[] counts() {
        return StreamSupport.stream(node.spliterator(), false)
                .flatMapToInt(one -> IntStream.of(one.intValue()))
                .toArray();
    }

    public List<Reference> all(String name) {
        return at(name).all();
    }

    public List<Reference> all() {
        return StreamSupport.stream(node.spliterator(), false)
                .map(Reference::new)
                .toList();
    }

    @Override
    public String toString() {
        return node.has("says") ? node.get("says").textValue() : node.toString();
    }
}
