package dev.parley.core.rest.family;

import dev.parley.contracts.EpisodeId;
import dev.parley.core.family.Families;
import dev.parley.core.family.FamilyId;
import dev.parley.core.family.Phrasing;
import dev.parley.core.family.Untried;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.rest.problem.Numbers;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Families of prompts. */
@Path("/api/v1/families")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Families")
public class FamiliesResource {
    private static final int PHRASINGS = 20;
    private static final int EPISODES = 50;

    private final Families families;

    @Inject
    FamiliesResource(Families families) {
        this.families = families;
    }

    /** One family in full. */
    record WholeFamily(FamilyView family, List<Phrasing> phrasings, List<String> episodes) {}

    @GET
    @Operation(operationId = "listFamilies", summary = "Families, the one asked most often first")
    public Uni<List<FamilyView>> mostAsked(
            @QueryParam("sceneId") @Nullable String sceneId, @QueryParam("limit") @DefaultValue("20") String limit) {
        return families.mostAsked(given(sceneId), Numbers.between("limit", limit, 1, 50))
                .map(found -> found.stream().map(FamilyView::of).toList());
    }

    @GET
    @Path("untried")
    @Operation(
            operationId = "listUntried",
            summary = "Tasks that nobody has asked for",
            description = "Each with a sentence that asks for it; the order changes with every task that is asked.")
    public Uni<List<Untried>> untried(
            @QueryParam("sceneId") @Nullable String sceneId, @QueryParam("limit") @DefaultValue("20") String limit) {
        return families.untried(given(sceneId), Numbers.between("limit", limit, 1, 200));
    }

    @GET
    @Path("{id}")
    @Operation(
            operationId = "getFamily",
            summary = "One family: its phrasings, and its newest episodes that have ended")
    public Uni<WholeFamily> find(@PathParam("id") String text) {
        FamilyId id = id(text);
        return families.find(id)
                .map(found -> found.orElseThrow(() -> new ParleyException(
                        ErrorCode.FAMILY_UNKNOWN, "Nobody asks for what family %s is about.".formatted(id))))
                .chain(family -> families.phrasings(id, PHRASINGS)
                        .chain(phrasings -> families.clips(id, EPISODES)
                                .map(clips -> new WholeFamily(
                                        FamilyView.of(family),
                                        phrasings,
                                        clips.stream().map(EpisodeId::toString).toList()))));
    }

    private static FamilyId id(String text) {
        try {
            return new FamilyId(text);
        } catch (IllegalArgumentException e) {
            throw new ParleyException(
                    ErrorCode.ID_MALFORMED, "The id of a family has 16 digits of 0-9 and a-f; this one has not.");
        }
    }

    private static Optional<String> given(@Nullable String value) {
        return Optional.ofNullable(value).filter(text -> !text.isBlank());
    }
}
