package dev.parley.core.rest.dataset;

import dev.parley.core.audit.Actor;
import dev.parley.core.dataset.DatasetData;
import dev.parley.core.dataset.DatasetFilter;
import dev.parley.core.dataset.DatasetFormat;
import dev.parley.core.dataset.DatasetId;
import dev.parley.core.dataset.DatasetState;
import dev.parley.core.dataset.Datasets;
import dev.parley.core.limit.Limit;
import dev.parley.core.limit.Limits;
import dev.parley.core.person.Action;
import dev.parley.core.person.SignedIn;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.rest.guest.RequestAuthor;
import dev.parley.core.rest.guest.RequestPerson;
import dev.parley.core.rest.problem.Ids;
import dev.parley.core.rest.problem.JsonBody;
import dev.parley.core.rest.problem.Numbers;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Data sets. */
@Path("/api/v1/datasets")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Data",
        description =
                "Snapshots to take home, under CC BY 4.0. Making one is for researchers, lab admins and platform admins, one at a time;"
                        + " those that are ready are for everybody.")
public class DatasetsResource {
    static final String DATASETS = "/api/v1/datasets/";
    private static final int MOST_LISTED = 100;

    private final Datasets datasets;
    private final DatasetFiles files;
    private final RequestPerson requestPerson;
    private final RequestAuthor requestAuthor;
    private final Limits limits;
    private final JsonBody json;

    @Inject
    DatasetsResource(
            Datasets datasets,
            DatasetFiles files,
            RequestPerson requestPerson,
            RequestAuthor requestAuthor,
            Limits limits,
            JsonBody json) {
        this.datasets = datasets;
        this.files = files;
        this.requestPerson = requestPerson;
        this.requestAuthor = requestAuthor;
        this.limits = limits;
        this.json = json;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "submitDataset",
            summary = "Have a data set written",
            description = "Answered at once; Location says how far it is. It goes on whatever becomes of this server.")
    @RequestBody(content = @Content(schema = @Schema(implementation = NewDataset.class)))
    @APIResponse(
            responseCode = "202",
            description = "It is on its way.",
            content = @Content(schema = @Schema(implementation = DatasetView.class)))
    @APIResponse(responseCode = "401", description = "Not signed in, or a token that is not good.")
    @APIResponse(responseCode = "403", description = "Not for your roles, or a token without the scope export.")
    @APIResponse(responseCode = "409", description = "You have another one under way.")
    @APIResponse(responseCode = "413", description = "Too many episodes, or too large.")
    @APIResponse(responseCode = "422", description = "Nothing would be in it; detail says why.")
    @APIResponse(responseCode = "429", description = "Too many today.")
    public Uni<Response> request(byte[] body) {
        Actor by = requestPerson.require(Action.MAKE_DATASET);
        SignedIn maker = requestPerson.signedIn().orElseThrow();
        NewDataset wanted = json.read(body, NewDataset.class);
        return datasets.request(wanted.checkedFormat(), wanted.checkedFilter(), maker, by)
                .map(data -> Response.accepted(DatasetView.of(data, Optional.of(maker)))
                        .location(URI.create(DATASETS + data.id()))
                        .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                        .build());
    }

    @GET
    @Operation(
            operationId = "listDatasets",
            summary = "Data sets, newest first",
            description = "Yours too where they failed or were not wanted.")
    @APIResponse(
            responseCode = "200",
            description = "As it is now.",
            content = @Content(schema = @Schema(implementation = DatasetView[].class)))
    public Uni<Response> list(
            @Parameter(description = "For the next page, the last number seen.") @QueryParam("before") @Nullable
                    String before,
            @QueryParam("limit") @DefaultValue("20") String limit) {
        Optional<SignedIn> reader = requestPerson.signedIn();
        int most = Numbers.between("limit", limit, 1, MOST_LISTED);
        OptionalLong below = before == null
                ? OptionalLong.empty()
                : OptionalLong.of(Numbers.between("before", before, 1, Integer.MAX_VALUE));
        return datasets.list(reader, below, most)
                .map(found ->
                        found.stream().map(data -> DatasetView.of(data, reader)).toList())
                .map(DatasetsResource::fresh);
    }

    @GET
    @Path("estimate")
    @Operation(
            operationId = "estimateDataset",
            summary = "What a data set would hold now",
            description = "May be half a minute old.")
    @APIResponse(responseCode = "429", description = "Too many searches and estimates in the last minute.")
    @APIResponse(
            responseCode = "200",
            description = "For everybody.",
            content = @Content(schema = @Schema(implementation = DatasetView.EstimateView.class)))
    public Uni<Response> estimate(
            @Parameter(description = "lerobot-v3, parquet or csv") @QueryParam("format") @DefaultValue("parquet")
                    String format,
            @QueryParam("sceneId") @Nullable String sceneId,
            @QueryParam("policyName") @Nullable String policyName,
            @QueryParam("stationKind") @Nullable String stationKind,
            @QueryParam("result") @Nullable String result,
            @QueryParam("from") @Nullable String from,
            @QueryParam("until") @Nullable String until,
            @QueryParam("studyId") @Nullable String studyId) {
        DatasetFormat wanted = NewDataset.format(format);
        DatasetFilter filter =
                new NewDataset.Filter(sceneId, policyName, stationKind, result, from, until, studyId).checked();
        // Each looks at all episodes, and everybody may ask.
        return limits.take(Limit.SEARCHES, requestAuthor.knownOrNetwork())
                .chain(() -> datasets.estimate(wanted, filter))
                .map(DatasetView.EstimateView::of)
                .map(DatasetsResource::fresh);
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getDataset", summary = "One data set: how far it is, its archive, and how to cite it")
    @APIResponse(
            responseCode = "200",
            description = "As it is now.",
            content = @Content(schema = @Schema(implementation = DatasetView.class)))
    public Uni<Response> find(@PathParam("id") String id) {
        Optional<SignedIn> reader = requestPerson.signedIn();
        return require(Ids.dataset(id))
                .map(data -> DatasetView.of(data, reader))
                .map(DatasetsResource::fresh);
    }

    @GET
    @Path("{id}/archive")
    @Produces({"application/zip", MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "getDatasetArchive",
            summary = "Its archive (ZIP)",
            description =
                    "Takes Range and If-Range, so that a download goes on where it broke off; ETag is its SHA-256. With an S3 store: a"
                            + " redirect to where it is.")
    @APIResponse(responseCode = "200", description = "All of it.")
    @APIResponse(responseCode = "206", description = "What was asked for.")
    @APIResponse(responseCode = "409", description = "It is being made.")
    @APIResponse(responseCode = "410", description = "It is gone: detail says why.")
    @APIResponse(responseCode = "429", description = "Too many downloads in the last hour; parts count too.")
    public Uni<Response> archive(
            @PathParam("id") String id,
            @HeaderParam("Range") @Nullable String range,
            @HeaderParam("If-Range") @Nullable String ifRange,
            @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
        return require(Ids.dataset(id))
                .chain(data -> files.of(
                        data,
                        new DatasetFiles.Asked(range, ifRange, ifNoneMatch),
                        () -> limits.take(Limit.DOWNLOADS, requestAuthor.knownOrNetwork())
                                .chain(() -> datasets.fetched(data.id()))));
    }

    @GET
    @Path("{id}/manifest")
    @Operation(
            operationId = "getDatasetManifest",
            summary = "Its files with their digests, its filter, its licence and what was left out",
            description = "Stays when its archive was not kept.")
    @APIResponse(
            responseCode = "200",
            description = "As its archive has it.",
            content = @Content(schema = @Schema(implementation = Map.class)))
    @APIResponse(responseCode = "409", description = "It is being made.")
    @APIResponse(responseCode = "410", description = "It is gone: detail says why.")
    public Uni<Response> manifest(@PathParam("id") String id) {
        return require(Ids.dataset(id))
                .invoke(data -> {
                    if (data.state() != DatasetState.EXPIRED) {
                        DatasetFiles.require(data);
                    }
                })
                // It may go between the two looks at its row.
                .chain(data ->
                        datasets.manifest(data.id()).map(found -> found.orElseThrow(() -> DatasetFiles.gone(data))))
                .map(manifest -> Response.ok(manifest, MediaType.APPLICATION_JSON)
                        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                        .build());
    }

    @DELETE
    @Path("{id}")
    @Operation(
            operationId = "deleteDataset",
            summary = "Stop or take away a data set",
            description = "For whoever made it, and platform admins. Done again it changes nothing.")
    @APIResponse(
            responseCode = "200",
            description = "It is gone.",
            content = @Content(schema = @Schema(implementation = DatasetView.class)))
    @APIResponse(responseCode = "403", description = "Not yours.")
    public Uni<Response> remove(@PathParam("id") String id) {
        Actor by = requestPerson.require(Action.MAKE_DATASET);
        SignedIn who = requestPerson.signedIn().orElseThrow();
        return datasets.remove(Ids.dataset(id), who, by)
                .map(data -> DatasetView.of(data, Optional.of(who)))
                .map(DatasetsResource::fresh);
    }

    /** What failed or was not wanted stays findable for whoever holds its address; it tells nothing but that. */
    private Uni<DatasetData> require(DatasetId id) {
        return datasets.find(id)
                .map(found -> found.orElseThrow(() ->
                        new ParleyException(ErrorCode.DATASET_UNKNOWN, "There is no data set %s.".formatted(id))));
    }

    private static Response fresh(Object entity) {
        return Response.ok(entity)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .build();
    }
}
