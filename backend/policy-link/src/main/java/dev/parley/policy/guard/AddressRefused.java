package dev.parley.policy.guard;

/** Nobody connects there for a stranger. The message says why, and may be shown to whoever named the address. */
public final class AddressRefused extends Exception {
    AddressRefused(String message) {
        super(message);
    }
}
