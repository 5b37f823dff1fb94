package dev.parley.core.rest.family;

import dev.parley.core.family.Attempted;
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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What one policy was tried on. */
@Path("/api/v1/policies/{name}/families")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Families")
public class PolicyFamiliesResource {
    private final Families families;
    private final Policies policies;

    @Inject
    PolicyFamiliesResource(Families families, Policies policies) {
        this.families = families;
        this.policies = policies;
    }

    @Schema(description = "How one version of the policy did with one family, on one kind of body.")
    record AttemptedView(
            String familyId, String sceneId, @Nullable String taskId, String words, FamilyView.TriesView tries) {
        static AttemptedView of(Attempted attempted) {
            return new AttemptedView(
                    attempted.family().text(),
                    attempted.sceneId(),
                    attempted.taskId().orElse(null),
                    attempted.words(),
                    FamilyView.TriesView.of(attempted.tries()));
        }
    }

    @GET
    @Operation(operationId = "listPolicyFamilies", summary = "How all versions of a policy did, by family")
    public Uni<List<AttemptedView>> attempted(@PathParam("name") String name) {
        return policies.known(name)
                .map(found -> found.orElseThrow(() -> new ParleyException(
                        ErrorCode.POLICY_UNKNOWN, "No station has announced a policy with this name.")))
                .chain(policy -> families.attemptedBy(policy.name()))
                .map(all -> all.stream().map(AttemptedView::of).toList());
    }
}
