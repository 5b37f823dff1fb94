package dev.parley.policy.wire;

/** Keys of the maps that stand for numpy's things. On the wire they are bytes, never text. */
final class NumpyKeys {
    static final String ARRAY = "__ndarray__";
    static final String SCALAR = "__npgeneric__";
    static final String DATA = "data";
    static final String TYPE = "dtype";
    static final String SHAPE = "shape";

    private NumpyKeys() {}
}
