package dev.parley.core.uploaded;

import dev.parley.contracts.PersonId;
import java.time.Instant;
import java.util.UUID;

/**
 * An uploaded policy as the platform knows it now.
 *
 * @param id under which its file is kept
 * @param fileSha256 of its file
 * @param digest of the version, which is name, mapping and file
 * @param note why it is in this state, a sentence for its owner; empty where it needs none
 * @param tried how often a worker began to try it
 */
public record UploadedPolicyData(
        String name,
        UUID id,
        String title,
        String description,
        PersonId owner,
        NetworkMapping mapping,
        String embodiment,
        String actionSpaceKind,
        long sizeBytes,
        String fileSha256,
        String digest,
        UploadedState state,
        String note,
        Instant declaredAt,
        int tried) {
    /** Whether others may know of it. */
    boolean open() {
        return state == UploadedState.READY;
    }
}
