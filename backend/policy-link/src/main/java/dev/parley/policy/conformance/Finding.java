package dev.parley.policy.conformance;

/**
 * What one probe found.
 *
 * @param check its short name
 * @param detail one sentence
 */
public record Finding(String check, Verdict verdict, String detail) {
    /** What it means. */
    public enum Verdict {
        PASSED,
        /** Such a policy cannot be used, or would be used wrongly. */
        FAILED,
        /** Neither right nor wrong, but whoever compares policies should know. */
        TOLD
    }
}
