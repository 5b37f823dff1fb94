package dev.parley.policy.link;

import dev.parley.policy.wire.PolicyValue.Fields;

/** What a {@link PolicyServer} serves. Thread-safe; each of its episodes is used by one thread at a time. */
public interface ServedPolicy {
    /** What it says of itself to whoever connects. */
    Fields metadata();

    /** Somebody connected, which begins an episode. */
    Episode episode();

    /** One connection's way to the policy. */
    @FunctionalInterface
    interface Episode {
        /** @throws Refused where that cannot be answered */
        Fields answer(Fields observation) throws Refused;
    }

    /** The observation is not what the policy takes. The message goes to the client: one sentence with what would be right. */
    final class Refused extends Exception {
        public Refused(String sentence) {
            super(sentence);
        }
    }
}
