package dev.parley.core.rest.person;

import dev.parley.core.audit.Actor;
import dev.parley.core.owner.PolicyOwners;
import dev.parley.core.person.Action;
import dev.parley.core.person.Lab;
import dev.parley.core.person.Labs;
import dev.parley.core.rest.guest.RequestPerson;
import dev.parley.core.rest.problem.Given;
import dev.parley.core.rest.problem.JsonBody;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Whose a policy is. Everybody reads it with GET /api/v1/policies. */
@Path("/api/v1/policies/{name}/owner")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Labs")
public class PolicyOwnerResource {
    private final PolicyOwners owners;
    private final Labs labs;
    private final RequestPerson requestPerson;
    private final JsonBody json;

    @Inject
    PolicyOwnerResource(PolicyOwners owners, Labs labs, RequestPerson requestPerson, JsonBody json) {
        this.owners = owners;
        this.labs = labs;
        this.requestPerson = requestPerson;
        this.json = json;
    }

    /** Body of the change. */
    record NewOwner(
            @Schema(description = "Name of the lab; absent: it is no lab's.") @Nullable
            String lab,

            @Schema(description = "1 to 500 characters.", required = true) @Nullable
            String reason) {}

    record OwnerView(
            String policy,

            @Schema(description = "null: no lab's.") @Nullable
            String lab,

            @Nullable String title) {
        static OwnerView of(String policy, Optional<Lab> lab) {
            return new OwnerView(
                    policy, lab.map(Lab::name).orElse(null), lab.map(Lab::title).orElse(null));
        }
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "setPolicyOwner",
            summary = "Say which lab a policy belongs to",
            description =
                    "For platform admins; of all its versions. The lab's operators and admins may neither ask it nor judge it"
                            + " from then on, and what they voted on it in blind comparisons counts no more.")
    @RequestBody(content = @Content(schema = @Schema(implementation = NewOwner.class)))
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = OwnerView.class)),
            description = "As it is now.")
    @APIResponse(responseCode = "401", description = "Not signed in.")
    @APIResponse(responseCode = "403", description = "Not for your roles; detail says for whose.")
    @APIResponse(responseCode = "422", description = "There is no such policy or lab.")
    public Uni<OwnerView> set(@PathParam("name") String name, byte[] body) {
        Actor by = requestPerson.require(Action.SET_POLICY_OWNER);
        NewOwner wanted = json.read(body, NewOwner.class);
        String reason = Given.reason(wanted.reason());
        return lab(wanted.lab())
                .chain(lab -> owners.set(name, lab, by, reason).replaceWith(() -> OwnerView.of(name, lab)));
    }

    private Uni<Optional<Lab>> lab(@Nullable String name) {
        return name == null
                ? Uni.createFrom().item(Optional.empty())
                : labs.require(name).map(Optional::of);
    }
}
