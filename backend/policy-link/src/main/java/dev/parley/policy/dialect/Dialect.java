package dev.parley.policy.dialect;

/** Which of the two ways of using the one framing a policy server speaks. Nothing on the wire says which. */
public enum Dialect {
    /** The observation alone goes out, a map with {@code actions} comes back; there is no reset. */
    OPENPI,
    /** Requests name an endpoint, infer or reset; the actions come back bare; a reset is answered in text. */
    ROBOARENA
}
