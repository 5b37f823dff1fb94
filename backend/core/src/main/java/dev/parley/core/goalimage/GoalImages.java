package dev.parley.core.goalimage;

import dev.parley.contracts.GoalImageId;
import dev.parley.core.account.Author;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Goal images, re-encoded to PNG without metadata. */
public interface GoalImages {
    /** What one upload may have. */
    int LARGEST_UPLOAD_BYTES = 8 * 1024 * 1024;

    /**
     * @param upload PNG, JPEG or WebP of at most 8 MiB; its dimensions are read and checked before anything is decoded
     * @throws dev.parley.core.problem.ParleyException IMAGE_NOT_RECOGNISED, IMAGE_TOO_LARGE, IMAGE_REFUSED where a person
     *     refused the same picture before, or CONSENT_NEEDED
     */
    Uni<GoalImageId> store(byte[] upload, Author author);

    /** The same for a picture that the platform itself rendered: nobody has to look at it first. */
    Uni<GoalImageId> storeRendered(byte[] png, Author author);

    /** The same for whoever may submit studies, whose allowance is larger and who has signed for what they send. */
    Uni<GoalImageId> storeForStudy(byte[] upload, Author author);

    /** SHA-256 of the PNG of each of these that the author uploaded, in hex; equal pictures have equal ones. */
    Uni<Map<GoalImageId, String>> digests(Collection<GoalImageId> ids, Author author);

    /** Whether this author uploaded it; false for one that does not exist. */
    Uni<Boolean> belongsTo(GoalImageId id, Author author);

    /** The PNG; empty also for one that was refused or taken back. */
    Uni<Optional<byte[]>> png(GoalImageId id);
}
