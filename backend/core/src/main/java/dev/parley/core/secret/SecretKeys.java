package dev.parley.core.secret;

/** Keys of this installation: made once under {@code PARLEY_DATA/secrets} (mode 0600), or configured when replicated. */
public interface SecretKeys {
    /**
     * A key for one purpose, derived from the installation's root key.
     *
     * @param purpose for example {@code "guest-cookie"} or {@code "live-token"}; different purposes, unrelated keys
     * @return 32 bytes; the caller may keep them
     */
    byte[] keyFor(String purpose);
}
