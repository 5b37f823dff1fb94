package dev.parley.core.dataset;

import dev.parley.contracts.PersonId;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A data set as pages and programs see it.
 *
 * @param number its version: grows, and a citation names it
 * @param asOf only what had ended by then is in it
 * @param done of {@code total}, in no unit that matters
 * @param episodes how many it has, once it is ready
 * @param archive where the file lies, while there is one
 * @param sha256 of the archive, also when that is gone
 * @param keptUntil when its archive goes unless somebody fetches it before
 * @param page its address; a path alone where nobody has set the site's own origin
 * @param problem why there will be none, in words for the maker
 */
public record DatasetData(
        DatasetId id,
        long number,
        DatasetFormat format,
        DatasetFilter filter,
        PersonId maker,
        DatasetState state,
        Instant asOf,
        Instant createdAt,
        Optional<Instant> endedAt,
        long done,
        long total,
        OptionalLong episodes,
        Optional<Archive> archive,
        Optional<String> sha256,
        Optional<Instant> keptUntil,
        String page,
        Optional<String> problem) {

    /** The file. */
    public record Archive(String key, long sizeBytes, String sha256) {}

    /** The name under which it is kept at home. */
    public String fileName() {
        return Citation.folder(number, format) + ".zip";
    }
}
