package dev.parley.core.remote;

import java.time.Instant;
import java.util.Optional;

/**
 * One examination of a policy's server.
 *
 * @param done of {@code parts} that are behind it
 * @param doing what it does now, in plain words
 * @param problem why it broke off; empty otherwise
 * @param certificate what was found, as JSON with its digest; empty unless it came to its end
 */
public record ExaminationData(
        Because because,
        State state,
        Instant askedAt,
        Optional<Instant> endedAt,
        int done,
        int parts,
        String doing,
        Optional<String> problem,
        Optional<String> certificate,
        Optional<String> digest) {
    public enum Because {
        REGISTERED,
        ASKED,
        /** It answered otherwise than before. */
        DRIFTED
    }

    /** WAITING → RUNNING → CONFORMS* | DOES_NOT* | BROKE_OFF*; back to RUNNING where a replica died over it. */
    public enum State {
        WAITING,
        RUNNING,
        CONFORMS,
        DOES_NOT,
        BROKE_OFF
    }
}
