package dev.parley.core.rest.startphoto;

import dev.parley.contracts.StationId;
import dev.parley.core.person.Action;
import dev.parley.core.rest.desk.StationPerson;
import dev.parley.core.rest.problem.Given;
import dev.parley.core.rest.problem.Ids;
import dev.parley.core.rest.problem.JsonBody;
import dev.parley.core.startphoto.StartPhotos;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** From when on two starts are unlike, station by station. */
@Path("/api/v1/desk/stations/{id}/start-photos")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Console")
public class StartRuleResource {
    private final StartPhotos photos;
    private final StationPerson person;
    private final JsonBody json;

    @Inject
    StartRuleResource(StartPhotos photos, StationPerson person, JsonBody json) {
        this.photos = photos;
        this.person = person;
        this.json = json;
    }

    /** Body of a rule. */
    record NewRule(
            @Schema(description = "0.001 to 1. Null: what the installation says.") @Nullable
            Double unlikeFrom,

            @Schema(description = "1 to 500 characters.", required = true) @Nullable
            String reason) {}

    record RuleView(
            @Schema(description = "As its lab set it; null: the usual one holds.") @Nullable
            Double unlikeFrom,

            double usual,

            @Schema(description = "Whether the station shows what its camera sees; if not, nothing is compared.")
            boolean shown) {
        static RuleView of(StartPhotos.Rule rule) {
            return new RuleView(rule.own().orElse(null), rule.usual(), rule.shown());
        }
    }

    @GET
    @Operation(operationId = "getStartRule", summary = "From when on two starts are unlike here")
    public Uni<RuleView> rule(@PathParam("id") String id) {
        StationId station = Ids.station(id);
        return person.require(Action.SEE_STATION, station)
                .chain(by -> photos.rule(station))
                .map(RuleView::of);
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "setStartRule",
            summary = "Say from when on two starts are unlike here",
            description = "As a share of full contrast, in the place of the picture where they differ most.")
    @RequestBody(content = @Content(schema = @Schema(implementation = NewRule.class)))
    public Uni<RuleView> setRule(@PathParam("id") String id, byte[] body) {
        StationId station = Ids.station(id);
        return person.require(Action.SET_STATION_RULES, station)
                .chain(by -> {
                    NewRule wanted = json.read(body, NewRule.class);
                    return photos.setRule(
                            station, Optional.ofNullable(wanted.unlikeFrom()), by, Given.reason(wanted.reason()));
                })
                .chain(() -> photos.rule(station))
                .map(RuleView::of);
    }
}
