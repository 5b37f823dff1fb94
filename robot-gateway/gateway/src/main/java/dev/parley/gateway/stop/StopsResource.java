package dev.parley.gateway.stop;

import dev.parley.contracts.StationId;
import dev.parley.core.audit.Actor;
import dev.parley.core.audit.Deed;
import dev.parley.core.person.Action;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.rest.desk.StationPerson;
import dev.parley.core.rest.guest.RequestPerson;
import dev.parley.core.rest.problem.Ids;
import dev.parley.core.rest.problem.JsonBody;
import dev.parley.core.station.StationKept;
import dev.parley.core.station.StationRecords;
import dev.parley.core.station.StopCommands;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * The stop button of the desks: many stations with one press, each answered with how long it took. With a stop token it asks no
 * database who presses. A software stop is not a safety-rated emergency stop.
 */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Stop", description = "For operators, lab admins and platform admins, wherever the station stands.")
public class StopsResource {
    private static final Duration TOKEN_TTL = Duration.ofMinutes(15);
    private static final int MOST_STATIONS = 500;
    private static final String PRESSED = "Pressed stop on the desk; no reason was given.";

    private final StopCommands stops;
    private final StopTokens tokens;
    private final StationRecords records;
    private final StationPerson person;
    private final RequestPerson requestPerson;
    private final JsonBody json;
    private final Clock clock;

    @Inject
    StopsResource(
            StopCommands stops,
            StopTokens tokens,
            StationRecords records,
            StationPerson person,
            RequestPerson requestPerson,
            JsonBody json,
            Clock clock) {
        this.stops = stops;
        this.tokens = tokens;
        this.records = records;
        this.person = person;
        this.requestPerson = requestPerson;
        this.json = json;
        this.clock = clock;
    }

    /** Body of a press. */
    record Press(
            @Schema(description = "Which; left out: all stations of your labs.") @Nullable
            List<String> stations,

            @Schema(description = "Up to 500 characters. Nobody is kept from stopping for want of words.") @Nullable
            String reason) {}

    /** What became of it at one station. */
    record StoppedView(
            String station,

            @Schema(
                    description =
                            "STATION: it has the stop. RECORD: the latch is stored and the station gets it as soon as it"
                                    + " can. NOBODY: not confirmed; use the station's own stop.")
            String confirmedBy,

            @Schema(description = "Milliseconds from the request's arrival until then.")
            double afterMs,

            @Schema(description = "Why nobody confirmed it.") @Nullable
            String problem) {}

    /** Lets a page stop without asking a database. */
    record TokenView(
            @Schema(description = "To send as Authorization: Bearer; it stops and does nothing else.")
            String token,

            Instant expiresAt) {}

    @POST
    @Path("stop-tokens")
    @Operation(
            operationId = "makeStopToken",
            summary = "A token that stops stations",
            description = "Yours, for fifteen minutes. It is checked without a database and enables nothing.")
    @APIResponse(
            responseCode = "201",
            content = @Content(schema = @Schema(implementation = TokenView.class)),
            description = "The token.")
    public Response token() {
        Actor by = requestPerson.require(Action.STOP_STATION);
        Instant expires = clock.instant().plus(TOKEN_TTL);
        return Response.status(Response.Status.CREATED)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .entity(new TokenView(tokens.mint(by, TOKEN_TTL), expires))
                .build();
    }

    @POST
    @Path("stops")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "stopStations",
            summary = "Stop stations",
            description = "Each latches until a named person clears it. Signed in, or with a stop token.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Press.class)))
    @APIResponse(
            responseCode = "200",
            description = "As it is now.",
            content = @Content(schema = @Schema(implementation = StoppedView[].class)))
    @APIResponse(responseCode = "401", description = "Not signed in, or the token is not good.")
    @APIResponse(responseCode = "403", description = "Not for your roles; detail says for whose.")
    public Uni<List<StoppedView>> stop(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization, byte[] body) {
        long arrived = System.nanoTime();
        Actor by = who(authorization);
        Press press = json.read(body, Press.class);
        String reason = reason(press.reason());
        return wanted(press)
                .chain(stations -> Multi.createFrom()
                        .iterable(stations)
                        .onItem()
                        .transformToUni(station -> one(station, by, reason, arrived))
                        .merge(MOST_STATIONS)
                        .collect()
                        .asList());
    }

    private Actor who(@Nullable String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                ? tokens.verify(authorization.substring(7).strip())
                : requestPerson.require(Action.STOP_STATION);
    }

    /** Words that are too long are cut: a stop is never refused for them. */
    private static String reason(@Nullable String text) {
        String said = text == null || text.isBlank() ? PRESSED : text.strip();
        return said.length() <= Deed.LONGEST_REASON ? said : said.substring(0, Deed.LONGEST_REASON);
    }

    private Uni<List<StationId>> wanted(Press press) {
        List<String> named = press.stations();
        if (named == null) {
            return records.of(person.labs(Action.SEE_STATION))
                    .map(kept -> kept.stream().map(StationKept::id).toList());
        }
        if (named.size() > MOST_STATIONS || named.contains(null)) {
            throw new ParleyException(
                    ErrorCode.BODY_MALFORMED,
                    "\"stations\" names up to %d stations by their ids.".formatted(MOST_STATIONS));
        }
        return Uni.createFrom().item(named.stream().map(Ids::station).distinct().toList());
    }

    private Uni<StoppedView> one(StationId station, Actor by, String reason, long arrived) {
        return stops.stop(station, by, reason)
                .map(stopped -> new StoppedView(
                        station.toString(), stopped.byStation() ? "STATION" : "RECORD", since(arrived), null))
                .onFailure()
                .recoverWithItem(failure -> new StoppedView(
                        station.toString(),
                        "NOBODY",
                        since(arrived),
                        Optional.of(failure)
                                .filter(ParleyException.class::isInstance)
                                .map(known -> ((ParleyException) known).detail())
                                .orElse("It could not be confirmed; use the station's own stop.")));
    }

    private static double since(long arrived) {
        return (System.nanoTime() - arrived) / 1e6;
    }
}
