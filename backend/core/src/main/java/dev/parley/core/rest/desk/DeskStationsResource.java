package dev.parley.core.rest.desk;

import dev.parley.contracts.StationId;
import dev.parley.core.audit.Actor;
import dev.parley.core.person.Action;
import dev.parley.core.person.Labs;
import dev.parley.core.person.Permissions;
import dev.parley.core.person.SignedIn;
import dev.parley.core.rest.guest.RequestAuthor;
import dev.parley.core.rest.guest.RequestPerson;
import dev.parley.core.rest.problem.Given;
import dev.parley.core.rest.problem.Ids;
import dev.parley.core.rest.problem.JsonBody;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationDesk;
import dev.parley.core.station.StationKind;
import dev.parley.core.station.StationRecords;
import dev.parley.core.station.Stations;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The stations of one's labs: which there are, what each can do, and new ones. What is done to one: {@link StationActsResource}. */
@Path("/api/v1/desk/stations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Station desk", description = "For operators, lab admins and platform admins, of their labs' stations.")
public class DeskStationsResource {
    private final Stations stations;
    private final StationDesk desk;
    private final StationRecords records;
    private final DeskStationViews views;
    private final Labs labs;
    private final StationPerson person;
    private final RequestPerson requestPerson;
    private final RequestAuthor requestAuthor;
    private final JsonBody json;

    @Inject
    DeskStationsResource(
            Stations stations,
            StationDesk desk,
            StationRecords records,
            DeskStationViews views,
            Labs labs,
            StationPerson person,
            RequestPerson requestPerson,
            RequestAuthor requestAuthor,
            JsonBody json) {
        this.stations = stations;
        this.desk = desk;
        this.records = records;
        this.views = views;
        this.labs = labs;
        this.person = person;
        this.requestPerson = requestPerson;
        this.requestAuthor = requestAuthor;
        this.json = json;
    }

    /** Body of a registration. */
    record NewStation(
            @Schema(description = "Name of the lab.", required = true) @Nullable
            String lab,

            @Schema(description = "One line of 1 to 80 characters, like no other station's.", required = true) @Nullable
            String name,

            @Schema(implementation = StationKind.class, required = true) @Nullable
            String kind) {}

    /** One station and all that it can do. */
    record StationPageView(DeskStationView station, CapabilitiesView capabilities) {}

    @GET
    @Operation(operationId = "listDeskStations", summary = "The stations of your labs")
    @APIResponse(
            responseCode = "200",
            description = "As it is now.",
            content = @Content(schema = @Schema(implementation = DeskStationView[].class)))
    @APIResponse(responseCode = "401", description = "Not signed in.")
    @APIResponse(responseCode = "403", description = "Not for your roles; detail says for whose.")
    public Uni<List<DeskStationView>> list() {
        return records.of(person.labs(Action.SEE_STATION))
                .chain(kept -> stations.all().map(all -> {
                    Map<StationId, StationData> byId =
                            all.stream().collect(Collectors.toMap(StationData::id, Function.identity()));
                    return kept.stream()
                            .flatMap(
                                    each -> Optional.ofNullable(byId.get(each.id()))
                                            .map(station -> DeskStationView.of(station, each))
                                            .stream())
                            .toList();
                }));
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getDeskStation", summary = "One station, and what it can do")
    @APIResponse(
            responseCode = "200",
            description = "As it is now.",
            content = @Content(schema = @Schema(implementation = StationPageView.class)))
    @APIResponse(responseCode = "404", description = "There is no such station.")
    public Uni<StationPageView> find(@PathParam("id") String id) {
        StationId station = Ids.station(id);
        return person.require(Action.SEE_STATION, station)
                .chain(may -> stations.known(station))
                .chain(data -> views.of(data)
                        .map(shown -> new StationPageView(shown, CapabilitiesView.of(data.capabilities()))));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "registerStation",
            summary = "Register a station",
            description =
                    "The answer holds the key by which the gateway knows it; it is shown this once and stored hashed.")
    @RequestBody(content = @Content(schema = @Schema(implementation = NewStation.class)))
    @APIResponse(
            responseCode = "201",
            content = @Content(schema = @Schema(implementation = DeskStationViews.KeyedView.class)),
            description = "Registered; it may connect.")
    @APIResponse(responseCode = "409", description = "There is a station of that name.")
    public Uni<Response> register(byte[] body) {
        // Whoever may nowhere is told so before their body is read.
        person.labs(Action.REGISTER_STATION);
        Optional<SignedIn> who = requestPerson.signedIn();
        String network = requestAuthor.networkPrefix();
        NewStation wanted = json.read(body, NewStation.class);
        String name = Given.field("name", wanted.name());
        StationKind kind = Given.oneOf("kind", wanted.kind(), StationKind.class);
        return labs.require(Given.field("lab", wanted.lab()))
                .chain(lab -> {
                    Actor by = who.orElseThrow()
                            .as(Permissions.require(who, Action.REGISTER_STATION, Optional.of(lab.id())), network);
                    return desk.register(lab.id(), name, kind, by);
                })
                .chain(views::keyed)
                .map(view -> Response.created(URI.create("/api/v1/desk/stations/"
                                + view.station().station().id()))
                        .header(HttpHeaders.CACHE_CONTROL, DeskStationViews.NO_STORE)
                        .entity(view)
                        .build());
    }
}
