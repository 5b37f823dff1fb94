package dev.parley.core.goalimage;

import dev.parley.contracts.GoalImageId;
import dev.parley.core.account.Author;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Goal images, re-encoded to PNG without metadata. */
public interface GoalImages {
    /** What one upload may have. */
    int LARGEST_UPLOAD_BYTES = 8 * 1024 * 1024;

    /**
     * @param upload PNG, JPEG or WebP of at most 8 MiB; its dimensions are read and checked before anything is decoded
     * @throws dev.parley.core.problem.ParleyException IMAGE_NOT_RECOGNISED or IMAGE_TOO_LARGE
     */
    Uni<GoalImageId> store(byte[] upload, Author author);

    /** Whether this author uploaded it; false for one that does not exist. */
    Uni<Boolean> belongsTo(GoalImageId id, Author author);

    /** The PNG. */
    Uni<Optional<byte[]>> png(GoalImageId id);
}
