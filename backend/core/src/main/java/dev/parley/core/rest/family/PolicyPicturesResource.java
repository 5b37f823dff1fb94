package dev.parley.core.rest.family;

import dev.parley.core.family.Families;
import dev.parley.core.policy.Policies;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How one policy does what it is shown. */
@Path("/api/v1/policies/{name}/goal-pictures")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Families")
public class PolicyPicturesResource {
    private final Families families;
    private final Policies policies;

    @Inject
    PolicyPicturesResource(Families families, Policies policies) {
        this.families = families;
        this.policies = policies;
    }

    @GET
    @Operation(
            operationId = "getPolicyGoalPictures",
            summary = "How all versions of a policy did where a goal picture was shown",
            description =
                    "Judged by what the asker confirmed that the picture means; one entry per version and kind of body.")
    public Uni<List<FamilyView.TriesView>> byPicture(@PathParam("name") String name) {
        return policies.known(name)
                .map(found -> found.orElseThrow(() -> new ParleyException(
                        ErrorCode.POLICY_UNKNOWN, "No station has announced a policy with this name.")))
                .chain(policy -> families.byPicture(policy.name()))
                .map(all -> all.stream().map(FamilyView.TriesView::of).toList());
    }
}
