package dev.parley.policy.wire;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One value of a message. What Python's packer tells apart stays apart here, so that a value that was read is written as
 * the same bytes. Immutable.
 */
public sealed interface PolicyValue {

    /** Python's {@code None}. */
    record Nil() implements PolicyValue {}

    record Truth(boolean value) implements PolicyValue {}

    /** An integer of at least -2^63 and below 2^64, which is all that msgpack has. */
    record Whole(BigInteger value) implements PolicyValue {
        private static final BigInteger LEAST = BigInteger.TWO.pow(63).negate();
        private static final BigInteger MOST = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);

        public Whole {
            if (value.compareTo(LEAST) < 0 || value.compareTo(MOST) > 0) {
                throw new IllegalArgumentException("an integer lies between -2^63 and 2^64 - 1, not " + value);
            }
        }

        public static Whole of(long value) {
            return new Whole(BigInteger.valueOf(value));
        }
    }

    /** Python's {@code float}, also what {@code numpy.float64} becomes. */
    record Real(double value) implements PolicyValue {}

    /** A number in four bytes, which other languages' packers write. */
    record Single(float value) implements PolicyValue {}

    record Text(String value) implements PolicyValue {}

    /** Plain bytes, not an array. */
    record Bytes(ByteBuffer value) implements PolicyValue {
        public Bytes {
            value = value.slice();
        }

        /** A view of its own position, so that readers do not disturb each other, and nobody changes it. */
        @Override
        public ByteBuffer value() {
            return value.asReadOnlyBuffer();
        }

        /** The same for the writer and for arrays, which change nothing and spare a copy. */
        ByteBuffer unguarded() {
            return value.duplicate();
        }
    }

    record Items(List<PolicyValue> values) implements PolicyValue {
        public Items {
            values = List.copyOf(values);
        }
    }

    /** A dictionary; its order is the order on the wire. */
    record Fields(Map<String, PolicyValue> entries) implements PolicyValue {
        public Fields {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        public Optional<PolicyValue> find(String key) {
            return Optional.ofNullable(entries.get(key));
        }

        /** The same with one entry more at the end, or another value where the key stands. */
        public Fields with(String key, PolicyValue value) {
            Map<String, PolicyValue> more = new LinkedHashMap<>(entries);
            more.put(key, value);
            return new Fields(more);
        }

        public Fields without(String key) {
            Map<String, PolicyValue> fewer = new LinkedHashMap<>(entries);
            fewer.remove(key);
            return new Fields(fewer);
        }

        public static Fields empty() {
            return new Fields(Map.of());
        }
    }

    /** A numpy scalar: a number or text that remembers its type. */
    record Scalar(DataType type, PolicyValue value) implements PolicyValue {
        public Scalar {
            type.requireScalar(value);
        }
    }

    /** A numpy array. */
    record Array(NumpyArray array) implements PolicyValue {}
}
