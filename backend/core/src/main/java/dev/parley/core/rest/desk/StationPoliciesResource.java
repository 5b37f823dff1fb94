package dev.parley.core.rest.desk;

import dev.parley.contracts.StationId;
import dev.parley.core.audit.Actor;
import dev.parley.core.person.Action;
import dev.parley.core.rest.problem.Given;
import dev.parley.core.rest.problem.Ids;
import dev.parley.core.rest.problem.JsonBody;
import dev.parley.core.station.PolicyRule;
import dev.parley.core.station.StationPolicies;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Which policy versions may run on a station. Every answer is the list as it is after the deed. */
@Path("/api/v1/desk/stations/{id}/policies")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Station desk")
public class StationPoliciesResource {
    private final StationPolicies policies;
    private final StationPerson person;
    private final JsonBody json;

    @Inject
    StationPoliciesResource(StationPolicies policies, StationPerson person, JsonBody json) {
        this.policies = policies;
        this.person = person;
        this.json = json;
    }

    /** Body of an approval and of its end. */
    record Why(
            @Schema(description = "1 to 500 characters.", required = true) @Nullable
            String reason) {}

    /** Body of a rule. */
    record NewRule(
            @Schema(implementation = PolicyRule.class, description = "Null: what holds for stations of its kind.")
            @Nullable
            String rule,

            @Schema(description = "1 to 500 characters.", required = true) @Nullable
            String reason) {}

    record ApprovalView(String by, String reason, Instant at) {}

    record VersionView(
            String name,
            String title,
            String digest,

            @Schema(description = "Episodes of it in simulation, in this station's scenes.")
            long simulatorTries,

            @Schema(description = "Of these, those that the scene's judge called done.")
            long simulatorDone,

            @Nullable ApprovalView approval,

            @Schema(description = "Whether it may run here now.")
            boolean allowed) {}

    record AllowedView(
            PolicyRule rule,

            @Schema(description = "Done in simulation before a version can be approved.")
            int simulatorPassesNeeded,

            List<VersionView> versions) {
        static AllowedView of(StationPolicies.Allowed allowed) {
            return new AllowedView(
                    allowed.rule(),
                    allowed.passesNeeded(),
                    allowed.versions().stream()
                            .map(version -> new VersionView(
                                    version.name(),
                                    version.title(),
                                    version.digest(),
                                    version.tries(),
                                    version.done(),
                                    version.approval()
                                            .map(given -> new ApprovalView(given.by(), given.reason(), given.at()))
                                            .orElse(null),
                                    allowed.rule() == PolicyRule.ANY
                                            || version.approval().isPresent()))
                            .toList());
        }
    }

    @GET
    @Operation(
            operationId = "listStationPolicies",
            summary = "What may run on it",
            description = "And how far each version has come in simulation.")
    public Uni<AllowedView> list(@PathParam("id") String id) {
        StationId station = Ids.station(id);
        return person.require(Action.SEE_STATION, station)
                .chain(by -> policies.of(station))
                .map(AllowedView::of);
    }

    @POST
    @Path("{digest}/approval")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "approvePolicyVersion", summary = "Approve a version for this station")
    @RequestBody(content = @Content(schema = @Schema(implementation = Why.class)))
    @APIResponse(
            responseCode = "200",
            description = "As it is now.",
            content = @Content(schema = @Schema(implementation = AllowedView.class)))
    @APIResponse(responseCode = "409", description = "It has not passed in simulation; detail says by how much.")
    public Uni<AllowedView> approve(@PathParam("id") String id, @PathParam("digest") String digest, byte[] body) {
        StationId station = Ids.station(id);
        return deed(station, by -> policies.approve(station, digest, by, why(body)));
    }

    @POST
    @Path("{digest}/revocation")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "revokePolicyVersion",
            summary = "Take an approval back",
            description = "What runs goes on; nothing more of it is offered here.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Why.class)))
    public Uni<AllowedView> takeBack(@PathParam("id") String id, @PathParam("digest") String digest, byte[] body) {
        StationId station = Ids.station(id);
        return deed(station, by -> policies.takeBack(station, digest, by, why(body)));
    }

    @PUT
    @Path("rule")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "setStationPolicyRule",
            summary = "Say whether versions have to be approved for this station")
    @RequestBody(content = @Content(schema = @Schema(implementation = NewRule.class)))
    public Uni<AllowedView> rule(@PathParam("id") String id, byte[] body) {
        StationId station = Ids.station(id);
        return deed(station, by -> {
            NewRule wanted = json.read(body, NewRule.class);
            Optional<PolicyRule> rule =
                    Optional.ofNullable(wanted.rule()).map(name -> Given.oneOf("rule", name, PolicyRule.class));
            return policies.setRule(station, rule, by, Given.reason(wanted.reason()));
        });
    }

    private String why(byte[] body) {
        return Given.reason(json.read(body, Why.class).reason());
    }

    private Uni<AllowedView> deed(StationId station, Function<Actor, Uni<Void>> deed) {
        return person.require(Action.SET_STATION_RULES, station)
                .chain(by -> deed.apply(by))
                .chain(() -> policies.of(station))
                .map(AllowedView::of);
    }
}
