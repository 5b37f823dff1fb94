package dev.parley.core.instead;

import dev.parley.contracts.AuthorId;
import dev.parley.core.station.WantedBody;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** Finds what somebody can do while, or instead of, waiting. */
public interface Alternatives {
    /**
     * @param reader whose own asks and clips are left out
     * @param instruction what they wanted; empty for a goal picture
     * @param sceneId where they wanted it, which is not offered as free unless they wanted a robot there
     * @param wantedBody by which they wanted it
     */
    Uni<Instead> to(
            Optional<AuthorId> reader,
            Optional<String> instruction,
            Optional<String> sceneId,
            Optional<WantedBody> wantedBody);

    /** Asks in line that want the like, without the reader's own. */
    Uni<List<Instead.Alike>> alike(Optional<AuthorId> reader, String instruction, Optional<String> sceneId);

    /** Newest first, without the reader's own. */
    Uni<List<Instead.Clip>> unjudged(Optional<AuthorId> reader);
}
