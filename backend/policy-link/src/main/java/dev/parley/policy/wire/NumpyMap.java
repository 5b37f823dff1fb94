package dev.parley.policy.wire;

import dev.parley.policy.wire.PolicyValue.Array;
import dev.parley.policy.wire.PolicyValue.Bytes;
import dev.parley.policy.wire.PolicyValue.Items;
import dev.parley.policy.wire.PolicyValue.Scalar;
import dev.parley.policy.wire.PolicyValue.Text;
import dev.parley.policy.wire.PolicyValue.Truth;
import dev.parley.policy.wire.PolicyValue.Whole;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Collects the entries of a map whose keys are bytes, and makes the numpy thing of them that they stand for. */
final class NumpyMap {
    private final Map<String, PolicyValue> entries = new LinkedHashMap<>();

    void put(String key, PolicyValue value) throws WireFault {
        if (entries.put(key, value) != null) {
            throw new WireFault("the key '" + key + "' stands twice in one map");
        }
    }

    /**
     * @param named entries with keys of text in the same map, of which a numpy thing has none
     * @return empty where no key was bytes: an ordinary dictionary
     */
    Optional<PolicyValue> build(Map<String, PolicyValue> named) throws WireFault {
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        if (!named.isEmpty()) {
            throw new WireFault(
                    "a map has keys of bytes " + entries.keySet() + " beside keys of text " + named.keySet());
        }
        try {
            if (entries.keySet().equals(Set.of(NumpyKeys.ARRAY, NumpyKeys.DATA, NumpyKeys.TYPE, NumpyKeys.SHAPE))) {
                return Optional.of(array());
            }
            if (entries.keySet().equals(Set.of(NumpyKeys.SCALAR, NumpyKeys.DATA, NumpyKeys.TYPE))) {
                return Optional.of(scalar());
            }
        } catch (IllegalArgumentException e) {
            throw new WireFault(String.valueOf(e.getMessage()), e);
        }
        throw new WireFault("a map has the keys of bytes " + entries.keySet()
                + "; only arrays (__ndarray__, data, dtype, shape) and scalars (__npgeneric__, data, dtype) have such");
    }

    private PolicyValue array() throws WireFault {
        mark(NumpyKeys.ARRAY);
        if (!(entries.get(NumpyKeys.DATA) instanceof Bytes bytes)) {
            throw new WireFault("the data of an array are bytes");
        }
        if (!(entries.get(NumpyKeys.SHAPE) instanceof Items(List<PolicyValue> lengths))) {
            throw new WireFault("the shape of an array is a list of whole numbers");
        }
        List<Integer> shape = new ArrayList<>();
        for (PolicyValue length : lengths) {
            if (!(length instanceof Whole(var whole)) || whole.bitLength() > 31) {
                throw new WireFault("the shape of an array is a list of whole numbers below 2^31");
            }
            shape.add(whole.intValue());
        }
        return new Array(new NumpyArray(type(), shape, bytes.unguarded()));
    }

    private PolicyValue scalar() throws WireFault {
        mark(NumpyKeys.SCALAR);
        return new Scalar(type(), entries.getOrDefault(NumpyKeys.DATA, new PolicyValue.Nil()));
    }

    private DataType type() throws WireFault {
        if (!(entries.get(NumpyKeys.TYPE) instanceof Text(String name))) {
            throw new WireFault("the dtype of an array is text, for example <f4");
        }
        return DataType.parse(name);
    }

    private void mark(String key) throws WireFault {
        if (!(entries.get(key) instanceof Truth(boolean truth)) || !truth) {
            throw new WireFault(key + " is always true");
        }
    }
}
