package dev.parley.core.rest.family;

import dev.parley.core.family.Families;
import dev.parley.core.family.Found;
import dev.parley.core.family.Wanted;
import dev.parley.core.limit.Limit;
import dev.parley.core.limit.Limits;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.rest.guest.RequestAuthor;
import dev.parley.core.rest.problem.Numbers;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Prompts by what they mean. */
@Path("/api/v1/prompts/search")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Families", description = "Prompts that ask for the same thing, and how they ended.")
public class PromptSearchResource {
    private final Families families;
    private final Limits limits;
    private final RequestAuthor requestAuthor;

    @Inject
    PromptSearchResource(Families families, Limits limits, RequestAuthor requestAuthor) {
        this.families = families;
        this.limits = limits;
        this.requestAuthor = requestAuthor;
    }

    @Schema(description = "What was found, best first.")
    record FoundView(
            @Schema(description = "Whether meanings were compared; false: words alone, since the encoder is away.")
            boolean byMeaning,

            List<HitView> families) {
        static FoundView of(Found found) {
            return new FoundView(
                    found.byMeaning(),
                    found.families().stream().map(HitView::of).toList());
        }
    }

    record HitView(
            @Schema(description = "The phrasing that is nearest, in lower case.")
            String said,

            @Schema(description = "Its cosine to what was looked for, -1 to 1.")
            double likeness,

            FamilyView family) {
        static HitView of(Found.Hit hit) {
            return new HitView(hit.said(), hit.likeness(), FamilyView.of(hit.family()));
        }
    }

    @GET
    @Operation(
            operationId = "searchPrompts",
            summary = "Prompts that mean the like, grouped in families",
            description = "Nearest by meaning, or with these words; with how they ended, the count and the interval."
                    + " 60 a minute and guest; whoever sends no guest token shares them with their network.")
    public Uni<FoundView> search(
            @QueryParam("q") @Nullable String text,
            @QueryParam("sceneId") @Nullable String sceneId,
            @QueryParam("limit") @DefaultValue("12") String limit) {
        Wanted wanted = wanted(text, sceneId);
        int most = Numbers.between("limit", limit, 1, 50);
        // Each is a sentence to read, on one thread that everybody shares.
        return limits.take(Limit.SEARCHES, requestAuthor.knownOrNetwork())
                .chain(() -> families.search(wanted, most))
                .map(FoundView::of);
    }

    private static Wanted wanted(@Nullable String text, @Nullable String sceneId) {
        if (text == null || text.isBlank() || text.length() > Wanted.LONGEST) {
            throw new ParleyException(
                    ErrorCode.BODY_MALFORMED,
                    "q is what to look for, in 1 to %d characters.".formatted(Wanted.LONGEST));
        }
        return new Wanted(text, Optional.ofNullable(sceneId).filter(id -> !id.isBlank()));
    }
}
