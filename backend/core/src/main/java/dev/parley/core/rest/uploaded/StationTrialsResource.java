package dev.parley.core.rest.uploaded;

import dev.parley.core.artifact.StoredArtifact;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.rest.problem.JsonBody;
import dev.parley.core.rest.range.FileAnswer;
import dev.parley.core.station.StationData;
import dev.parley.core.station.Stations;
import dev.parley.core.uploaded.StationTrials;
import dev.parley.core.uploaded.UploadedReferences;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** For stations, with the key of their control connection: uploaded files, and which of them to try. */
@Path(UploadedReferences.FILES)
public class StationTrialsResource {
    private static final String PROTOBUF = "application/x-protobuf";
    private static final String BEARER = "Bearer ";

    private final Stations stations;
    private final StationTrials trials;
    private final JsonBody json;

    @Inject
    StationTrialsResource(Stations stations, StationTrials trials, JsonBody json) {
        this.stations = stations;
        this.trials = trials;
        this.json = json;
    }

    /** How a trial went. */
    record Told(
            StationTrials.@Nullable Verdict verdict,
            @Nullable String why) {}

    @POST
    @Path("trials")
    @Produces(PROTOBUF)
    @Operation(hidden = true)
    public Uni<Response> next(@HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
        return station(authorization)
                .chain(trials::next)
                .map(found -> found.map(reference -> Response.ok(reference.toByteArray(), PROTOBUF))
                        .orElseGet(Response::noContent)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .build());
    }

    @PUT
    @Path("{digest}/trial")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Uni<Response> tell(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @PathParam("digest") String digest,
            byte[] body) {
        return station(authorization).chain(station -> {
            Told told = json.read(body, Told.class);
            StationTrials.Verdict verdict = Optional.ofNullable(told.verdict())
                    .orElseThrow(() ->
                            new ParleyException(ErrorCode.BODY_MALFORMED, "verdict is PASSED, FAILED or NOT_TRIED."));
            return trials.tell(station, digest, verdict, told.why() == null ? "" : told.why())
                    .map(done -> Response.noContent().build());
        });
    }

    @GET
    @Path("{digest}/file")
    @Operation(hidden = true)
    public Uni<Response> file(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @PathParam("digest") String digest) {
        FileAnswer answer = new FileAnswer("file", "application/octet-stream", "", "no-store", "network.onnx");
        return station(authorization)
                .chain(station -> trials.file(station, digest))
                .map(file -> switch (file) {
                    case StoredArtifact.InFile here -> answer.of(here, Optional.empty());
                    case StoredArtifact.Elsewhere elsewhere -> FileAnswer.sentTo(elsewhere);
                });
    }

    private Uni<StationData> station(@Nullable String authorization) {
        String key = authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? authorization.substring(BEARER.length()).strip()
                : "";
        return stations.authenticate(key)
                .map(found -> found.orElseThrow(() -> new ParleyException(
                        ErrorCode.TOKEN_REFUSED, "This address is for stations; it wants a station's key.")));
    }
}
