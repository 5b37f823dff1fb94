package dev.parley.core.rest.startphoto;

import dev.parley.contracts.StationId;
import dev.parley.core.person.Action;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.rest.desk.StationPerson;
import dev.parley.core.rest.problem.Given;
import dev.parley.core.rest.problem.Ids;
import dev.parley.core.rest.problem.JsonBody;
import dev.parley.core.startphoto.StartPhotos;
import dev.parley.core.startphoto.StartPhotos.Photo;
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
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Whether the second episode of a comparison begins as the first did, on a real station. */
@Path("/api/v1/desk/stations/{id}/console/asks/{ask}/photos")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Console")
public class StartPhotosResource {
    private final StartPhotos photos;
    private final StationPerson person;
    private final JsonBody json;

    @Inject
    StartPhotosResource(StartPhotos photos, StationPerson person, JsonBody json) {
        this.photos = photos;
        this.person = person;
        this.json = json;
    }

    /** Body of an acceptance. */
    record Why(
            @Schema(description = "1 to 500 characters.", required = true) @Nullable
            String reason,

            @Schema(
                    description =
                            "The at of the picture that you saw, under now: a newer one is then not accepted unseen. Absent: whichever is the last.")
            @Nullable
            String at) {}

    @GET
    @Operation(
            operationId = "getStartPhotos",
            summary = "The starts of both episodes of a comparison",
            description = "Before the second begins. compared is false for all other asks and stations.")
    public Uni<StartPairView> of(@PathParam("id") String id, @PathParam("ask") String ask) {
        StationId station = Ids.station(id);
        UUID which = Ids.ask(ask);
        return person.require(Action.RUN_CONSOLE, station)
                .chain(by -> photos.of(station, which))
                .map(found -> StartPairView.of(station, which, found));
    }

    @POST
    @Operation(
            operationId = "takeStartPhoto",
            summary = "Look at the table now",
            description = "And hold it against the start of the first.")
    @APIResponse(
            responseCode = "200",
            description = "As it is now.",
            content = @Content(schema = @Schema(implementation = StartPairView.class)))
    @APIResponse(responseCode = "409", description = "It does not wait for a start any more.")
    public Uni<StartPairView> look(@PathParam("id") String id, @PathParam("ask") String ask) {
        StationId station = Ids.station(id);
        UUID which = Ids.ask(ask);
        return person.require(Action.RUN_CONSOLE, station)
                .chain(by -> photos.look(station, which))
                .map(found -> StartPairView.of(station, which, found));
    }

    @POST
    @Path("acceptance")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "acceptUnlikeStart",
            summary = "Accept an unlike start",
            description = "As the last picture shows it; what changes after that is looked at anew. Kept in the audit.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Why.class)))
    @APIResponse(
            responseCode = "200",
            description = "As it is now.",
            content = @Content(schema = @Schema(implementation = StartPairView.class)))
    @APIResponse(
            responseCode = "409",
            description = "Nothing withholds the start, there is a newer picture, or you do not stand by.")
    public Uni<StartPairView> accept(@PathParam("id") String id, @PathParam("ask") String ask, byte[] body) {
        StationId station = Ids.station(id);
        UUID which = Ids.ask(ask);
        return person.require(Action.RUN_CONSOLE, station)
                .chain(by -> {
                    Why why = json.read(body, Why.class);
                    return photos.accept(station, which, Given.time("at", why.at()), by, Given.reason(why.reason()));
                })
                .chain(() -> photos.of(station, which))
                .map(found -> StartPairView.of(station, which, found));
    }

    @GET
    @Path("first.png")
    @Produces("image/png")
    @Operation(operationId = "getFirstStartPhoto", summary = "The table before the first episode")
    public Uni<Response> first(@PathParam("id") String id, @PathParam("ask") String ask) {
        return picture(id, ask, StartPhotos.Pair::first);
    }

    @GET
    @Path("now.png")
    @Produces("image/png")
    @Operation(operationId = "getNewestStartPhoto", summary = "The table as it was looked at last")
    public Uni<Response> now(@PathParam("id") String id, @PathParam("ask") String ask) {
        return picture(id, ask, StartPhotos.Pair::now);
    }

    private Uni<Response> picture(String id, String ask, Function<StartPhotos.Pair, Optional<Photo>> which) {
        StationId station = Ids.station(id);
        UUID asked = Ids.ask(ask);
        return person.require(Action.RUN_CONSOLE, station)
                .chain(by -> photos.of(station, asked))
                .map(found -> found.flatMap(which)
                        .flatMap(Photo::png)
                        .map(png -> Response.ok(png, "image/png")
                                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                                .build())
                        .orElseThrow(
                                () -> new ParleyException(ErrorCode.RECORDING_UNKNOWN, "No such picture was taken.")));
    }
}
