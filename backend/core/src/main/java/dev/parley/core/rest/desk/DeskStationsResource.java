package dev.parley.core.rest.desk;

import dev.parley.contracts.StationId;
import dev.parley.core.audit.Actor;
import dev.parley.core.person.Action;
import dev.parley.core.person.Labs;
import dev.parley.core.person.Permissions;
import dev.parley.core.person.SignedIn;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.rest.guest.RequestAuthor;
import dev.parley.core.rest.guest.RequestPerson;
import dev.parley.core.rest.problem.Given;
import dev.parley.core.rest.problem.Ids;
import dev.parley.core.rest.problem.JsonBody;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationDesk;
import dev.parley.core.station.StationKept;
import dev.parley.core.station.StationKind;
import dev.parley.core.station.StationRecords;
import dev.parley.core.station.Stations;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
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

/** The stations of one's labs: how they are, and what named people do to them. */
@Path("/api/v1/desk/stations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Station desk", description = "For operators, lab admins and platform admins, of their labs' stations.")
public class DeskStationsResource {
    private static final String NO_STORE = "private, no-store";

    private final Stations stations;
    private final StationDesk desk;
    private final StationRecords records;
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
            Labs labs,
            StationPerson person,
            RequestPerson requestPerson,
            RequestAuthor requestAuthor,
            JsonBody json) {
        this.stations = stations;
        this.desk = desk;
        this.records = records;
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

    /** Body of pause, drain and resume. */
    record NewAdmission(
            @Schema(implementation = StationData.Admission.class, required = true) @Nullable
            String admission,

            @Schema(description = "1 to 500 characters; everybody reads it at the station.", required = true) @Nullable
            String reason,

            @Schema(
                    description =
                            "ISO 8601 with zone: when it is expected to be open again. Nothing happens by itself then.")
            @Nullable
            String until) {}

    /** Body of opening hours. */
    record NewHours(
            @Schema(description = "Null: at any time.") @Nullable
            HoursView hours,

            @Schema(description = "1 to 500 characters.", required = true) @Nullable
            String reason) {}

    /** Body of what needs a reason alone. */
    record Why(
            @Schema(description = "1 to 500 characters.", required = true) @Nullable
            String reason) {}

    /** Body of a clearing. */
    record Clearing(
            @Schema(
                    description = "The stop that holds, as read: another one is not cleared by mistake.",
                    required = true)
            @Nullable
            String stopId,

            @Schema(description = "1 to 500 characters.", required = true) @Nullable
            String reason) {}

    /** The only answer that ever holds the key. */
    record KeyedView(
            DeskStationView station,

            @Schema(description = "What the station sends as Authorization: Bearer. It is told this once.")
            String key) {}

    /** One station and all that it can do. */
    record StationPageView(DeskStationView station, CapabilitiesView capabilities) {}

    @GET
    @Operation(summary = "The stations of your labs")
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
    @Operation(summary = "One station, and what it can do")
    @APIResponse(responseCode = "404", description = "There is no such station.")
    public Uni<StationPageView> find(@PathParam("id") String id) {
        StationId station = Ids.station(id);
        return person.require(Action.SEE_STATION, station)
                .chain(may -> known(station))
                .chain(data ->
                        view(data).map(shown -> new StationPageView(shown, CapabilitiesView.of(data.capabilities()))));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Register a station",
            description =
                    "The answer holds the key by which the gateway knows it; it is shown this once and stored hashed.")
    @RequestBody(content = @Content(schema = @Schema(implementation = NewStation.class)))
    @APIResponse(
            responseCode = "201",
            content = @Content(schema = @Schema(implementation = KeyedView.class)),
            description = "Registered; it may connect.")
    @APIResponse(responseCode = "409", description = "There is a station of that name.")
    public Uni<Response> register(byte[] body) {
        Optional<SignedIn> who = requestPerson.signedIn();
        String network = requestAuthor.networkPrefix();
        if (who.isEmpty()) {
            Permissions.require(who, Action.REGISTER_STATION);
        }
        // Whoever may nowhere is told so before their body is read.
        Permissions.labs(who.orElseThrow(), Action.REGISTER_STATION);
        NewStation wanted = json.read(body, NewStation.class);
        String name = Given.field("name", wanted.name());
        StationKind kind = Given.oneOf("kind", wanted.kind(), StationKind.class);
        return labs.require(Given.field("lab", wanted.lab()))
                .chain(lab -> {
                    Actor by = who.orElseThrow()
                            .as(Permissions.require(who, Action.REGISTER_STATION, Optional.of(lab.id())), network);
                    return desk.register(lab.id(), name, kind, by);
                })
                .chain(this::keyed)
                .map(view -> Response.created(URI.create("/api/v1/desk/stations/"
                                + view.station().station().id()))
                        .header(HttpHeaders.CACHE_CONTROL, NO_STORE)
                        .entity(view)
                        .build());
    }

    @POST
    @Path("{id}/keys")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "A new key",
            description =
                    "The old one opens nothing from now on; whoever is connected with it is cut off. Shown this once.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Why.class)))
    @APIResponse(
            responseCode = "201",
            content = @Content(schema = @Schema(implementation = KeyedView.class)),
            description = "The new key.")
    public Uni<Response> newKey(@PathParam("id") String id, byte[] body) {
        StationId station = Ids.station(id);
        return person.require(Action.REGISTER_STATION, station)
                .chain(by -> desk.newKey(
                        station, by, Given.reason(json.read(body, Why.class).reason())))
                .chain(this::keyed)
                .map(view -> Response.status(Response.Status.CREATED)
                        .header(HttpHeaders.CACHE_CONTROL, NO_STORE)
                        .entity(view)
                        .build());
    }

    @PUT
    @Path("{id}/admission")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Pause, drain or resume",
            description = "PAUSED and DRAINING take nothing new and let what runs end; OPEN resumes.")
    @RequestBody(content = @Content(schema = @Schema(implementation = NewAdmission.class)))
    public Uni<DeskStationView> admit(@PathParam("id") String id, byte[] body) {
        StationId station = Ids.station(id);
        return person.require(Action.ADMIT_STATION, station)
                .chain(by -> {
                    NewAdmission wanted = json.read(body, NewAdmission.class);
                    Optional<Instant> until = Given.time("until", wanted.until());
                    return desk.admit(
                            station,
                            Given.oneOf("admission", wanted.admission(), StationData.Admission.class),
                            until,
                            by,
                            Given.reason(wanted.reason()));
                })
                .chain(this::view);
    }

    @PUT
    @Path("{id}/hours")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Set its opening hours",
            description = "Outside of them nothing is offered to it, and waits say when it opens. What runs goes on.")
    @RequestBody(content = @Content(schema = @Schema(implementation = NewHours.class)))
    public Uni<DeskStationView> hours(@PathParam("id") String id, byte[] body) {
        StationId station = Ids.station(id);
        return person.require(Action.SET_STATION_RULES, station)
                .chain(by -> {
                    NewHours wanted = json.read(body, NewHours.class);
                    return desk.setHours(
                            station,
                            Optional.ofNullable(wanted.hours()).map(HoursView::hours),
                            by,
                            Given.reason(wanted.reason()));
                })
                .chain(this::view);
    }

    @POST
    @Path("{id}/stop-clearance")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Clear a stop",
            description =
                    "The latch, by name and with a reason. No episode resumes. A station under the rules of a real robot goes on"
                            + " holding until a person clears it at its own console.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Clearing.class)))
    @APIResponse(responseCode = "409", description = "Another stop holds, or none.")
    public Uni<DeskStationView> clear(@PathParam("id") String id, byte[] body) {
        StationId station = Ids.station(id);
        return person.require(Action.CLEAR_STOP, station)
                .chain(by -> {
                    Clearing wanted = json.read(body, Clearing.class);
                    return stations.clearStop(
                            station, Given.field("stopId", wanted.stopId()), by, Given.reason(wanted.reason()));
                })
                .chain(this::view);
    }

    private Uni<StationData> known(StationId id) {
        return stations.find(id)
                .map(found -> found.orElseThrow(
                        () -> new ParleyException(ErrorCode.STATION_UNKNOWN, "There is no station %s.".formatted(id))));
    }

    private Uni<KeyedView> keyed(StationDesk.Keyed keyed) {
        return view(keyed.station()).map(view -> new KeyedView(view, keyed.key()));
    }

    private Uni<DeskStationView> view(StationData station) {
        return records.find(station.id())
                .map(kept -> kept.map((StationKept found) -> DeskStationView.of(station, found))
                        .orElseThrow(() -> new ParleyException(
                                ErrorCode.STATION_UNKNOWN, "There is no station %s.".formatted(station.id()))));
    }
}
