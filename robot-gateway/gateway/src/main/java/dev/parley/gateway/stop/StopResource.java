package dev.parley.gateway.stop;

import dev.parley.contracts.StationId;
import dev.parley.core.audit.Actor;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.station.StopCommands;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Stops a station: 204 once the station acknowledged it or it is recorded, whichever is first. Needs no database. A
 * software stop is not a safety-rated emergency stop.
 */
@Path("/api/v1/stations/{station}/stop")
@Tag(name = "Stop")
public class StopResource {
    private static final int MOST_REASON = 500;

    private final StopCommands stops;
    private final StopTokens tokens;

    public StopResource(StopCommands stops, StopTokens tokens) {
        this.stops = stops;
        this.tokens = tokens;
    }

    /** @param reason a sentence for the audit */
    @POST
    @Consumes(MediaType.TEXT_PLAIN)
    @Operation(
            operationId = "stopStation",
            summary = "Stop one station",
            description =
                    "With an operator's stop token (POST /stop-tokens) and the reason as text. A software stop is not a safety-rated emergency stop.")
    @APIResponse(
            responseCode = "204",
            description = "The station acknowledged it, or it is recorded, whichever is first.")
    public Uni<Response> stop(
            @PathParam("station") String station,
            @Parameter(hidden = true) @HeaderParam("Authorization") @Nullable String authorization,
            String reason) {
        String token = authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                ? authorization.substring(7).strip()
                : "";
        Actor by = tokens.verify(token);
        if (reason.isBlank() || reason.length() > MOST_REASON) {
            throw new ParleyException(
                    ErrorCode.BODY_MALFORMED, "say in 1 to " + MOST_REASON + " characters why the station is stopped");
        }
        return stops.stop(parse(station), by, reason.strip())
                .map(done -> Response.noContent().build());
    }

    private static StationId parse(String station) {
        try {
            return StationId.parse(station);
        } catch (IllegalArgumentException e) {
            throw new ParleyException(ErrorCode.ID_MALFORMED, "a station id is a UUID");
        }
    }
}
