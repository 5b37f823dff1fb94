package dev.parley.core.rest.quota;

import dev.parley.core.audit.Actor;
import dev.parley.core.person.Action;
import dev.parley.core.person.Lab;
import dev.parley.core.person.Labs;
import dev.parley.core.person.Permissions;
import dev.parley.core.person.SignedIn;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.quota.LabQuotas;
import dev.parley.core.rest.guest.RequestAuthor;
import dev.parley.core.rest.guest.RequestPerson;
import dev.parley.core.rest.problem.Given;
import dev.parley.core.rest.problem.JsonBody;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How many episodes a lab's stations give in any 24 hours. Every answer is the list as it is after the deed. */
@Path("/api/v1/labs/{lab}/quotas")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Labs")
public class LabQuotasResource {
    private final LabQuotas quotas;
    private final Labs labs;
    private final RequestPerson requestPerson;
    private final RequestAuthor requestAuthor;
    private final JsonBody json;

    @Inject
    LabQuotasResource(
            LabQuotas quotas, Labs labs, RequestPerson requestPerson, RequestAuthor requestAuthor, JsonBody json) {
        this.quotas = quotas;
        this.labs = labs;
        this.requestPerson = requestPerson;
        this.requestAuthor = requestAuthor;
        this.json = json;
    }

    /** Body of a quota. */
    record NewQuota(
            @Schema(description = "Name of a policy; left out: all policies together.") @Nullable
            String policy,

            @Schema(description = "Episodes in any 24 hours.", minimum = "0", maximum = "10000", required = true)
            @Nullable
            Integer mostPerDay,

            @Schema(description = "1 to 500 characters.", required = true) @Nullable
            String reason) {}

    /** Body of its end. */
    record NoQuota(
            @Schema(description = "Name of a policy; left out: all policies together.") @Nullable
            String policy,

            @Schema(description = "1 to 500 characters.", required = true) @Nullable
            String reason) {}

    @GET
    @Operation(
            operationId = "listLabQuotas",
            summary = "What the lab gives in a day, and what of it is left",
            description = "For its operators and admins.")
    public Uni<LabQuotasView> list(@PathParam("lab") String lab) {
        return as(Action.SEE_STATION, lab, (found, by) -> Uni.createFrom().voidItem());
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "setLabQuota",
            summary = "Say how many episodes a day the lab's stations give",
            description = "In any 24 hours, real and simulated stations alike. What runs goes on; what the daily canary"
                    + " asks counts for nothing.")
    @RequestBody(content = @Content(schema = @Schema(implementation = NewQuota.class)))
    @APIResponse(
            responseCode = "200",
            description = "As it is now.",
            content = @Content(schema = @Schema(implementation = LabQuotasView.class)))
    @APIResponse(responseCode = "400", description = "Not a number from 0 to 10000, or no reason; detail says which.")
    @APIResponse(responseCode = "422", description = "There is no such lab or policy.")
    public Uni<LabQuotasView> set(@PathParam("lab") String lab, byte[] body) {
        return as(Action.SET_STATION_RULES, lab, (found, by) -> {
            NewQuota wanted = json.read(body, NewQuota.class);
            return quotas.set(
                    found.id(),
                    policy(wanted.policy()),
                    Given.field("mostPerDay", wanted.mostPerDay()),
                    by,
                    Given.reason(wanted.reason()));
        });
    }

    @DELETE
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "removeLabQuota",
            summary = "Remove a quota",
            description = "From then on as many as come.")
    @RequestBody(content = @Content(schema = @Schema(implementation = NoQuota.class)))
    @APIResponse(
            responseCode = "200",
            description = "As it is now.",
            content = @Content(schema = @Schema(implementation = LabQuotasView.class)))
    @APIResponse(responseCode = "409", description = "There is none to remove.")
    public Uni<LabQuotasView> remove(@PathParam("lab") String lab, byte[] body) {
        return as(Action.SET_STATION_RULES, lab, (found, by) -> {
            NoQuota which = json.read(body, NoQuota.class);
            return quotas.remove(found.id(), policy(which.policy()), by, Given.reason(which.reason()));
        });
    }

    private static Optional<String> policy(@Nullable String name) {
        if (name != null && name.isBlank()) {
            throw new ParleyException(
                    ErrorCode.BODY_MALFORMED,
                    "\"policy\" is the name of a policy; leave it out for all policies together.");
        }
        return Optional.ofNullable(name).map(String::strip);
    }

    private Uni<LabQuotasView> as(Action action, String name, BiFunction<Lab, Actor, Uni<Void>> deed) {
        Optional<SignedIn> who = requestPerson.signedIn();
        String network = requestAuthor.networkPrefix();
        if (who.isEmpty()) {
            Permissions.require(who, action);
        }
        return labs.require(name).chain(lab -> {
            Actor by = who.orElseThrow().as(Permissions.require(who, action, Optional.of(lab.id())), network);
            return deed.apply(lab, by).chain(() -> quotas.of(lab.id())).map(found -> LabQuotasView.of(lab, found));
        });
    }
}
