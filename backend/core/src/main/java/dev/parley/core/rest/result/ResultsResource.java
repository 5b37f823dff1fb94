package dev.parley.core.rest.result;

import dev.parley.core.policy.Policies;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.result.Findings;
import dev.parley.core.result.ResultNames;
import dev.parley.core.result.Results;
import dev.parley.core.result.Sample;
import dev.parley.core.result.Shown;
import dev.parley.core.result.SimReal;
import dev.parley.core.result.Version;
import dev.parley.core.result.Weighed;
import dev.parley.core.scene.SceneData;
import dev.parley.core.scene.Scenes;
import dev.parley.core.station.StationKind;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What came of episodes, beyond one rate. */
@Path("/api/v1/results")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Results",
        description = "What moves success, how simulation stands to reality, and how proxies stand to judges.")
public class ResultsResource {
    private final Findings findings;
    private final Results results;
    private final ResultNames names;
    private final Policies policies;
    private final Scenes scenes;

    @Inject
    ResultsResource(Findings findings, Results results, ResultNames names, Policies policies, Scenes scenes) {
        this.results = results;
        this.names = names;
        this.scenes = scenes;
        this.findings = findings;
        this.policies = policies;
    }

    @GET
    @Path("rates")
    @Operation(
            operationId = "getSuccessRates",
            summary = "Success in a scene, each of its tasks weighing the same",
            description =
                    "The weights are fixed by the scene: a task that nobody tried stays in, and uncovered says how much that is. Versions with one or two episodes are left out.")
    @APIResponse(
            responseCode = "200",
            description = "As it is now.",
            content = @Content(schema = @Schema(implementation = ResultViews.WeighedView[].class)))
    @APIResponse(responseCode = "422", description = "There is no such scene.")
    public Uni<List<ResultViews.WeighedView>> rates(
            @QueryParam("sceneId") @Nullable String sceneId,
            @QueryParam("body") @DefaultValue("simulator") String body,
            @QueryParam("judge") @DefaultValue("scene") String judge) {
        Sample sample = Samples.of(body, judge, sceneId, null);
        if (sceneId == null) {
            throw new ParleyException(
                    ErrorCode.BODY_MALFORMED, "Name a sceneId: tasks of different scenes are not weighed together.");
        }
        return names.require(sample)
                .chain(() -> scenes.find(sceneId))
                .map(found -> found.orElseThrow(() -> new ParleyException(
                        ErrorCode.SCENE_UNKNOWN, "There is no such scene; see GET /api/v1/scenes.")))
                .chain(scene -> results.tallies(sample)
                        .map(tallies ->
                                Weighed.of(
                                                tallies,
                                                scene.tasks().stream()
                                                        .map(SceneData.TaskData::id)
                                                        .toList())
                                        .stream()
                                        .filter(each -> Shown.rate(each.counts()))
                                        .map(ResultViews.WeighedView::of)
                                        .toList()));
    }

    @GET
    @Path("sim-to-real")
    @Operation(
            operationId = "getSimToReal",
            summary = "Real runs with their simulated twins",
            description =
                    "Pairs of the same policy version, scene, task, words and seed. Without real stations there are none.")
    @APIResponse(
            responseCode = "200",
            description = "As it is now.",
            content = @Content(schema = @Schema(implementation = ResultViews.SimToReal.class)))
    @APIResponse(responseCode = "422", description = "There is no such scene or task.")
    public Uni<ResultViews.SimToReal> simToReal(
            @Parameter(description = "real_robot, or rehearsal, which is a simulation too.")
                    @QueryParam("body")
                    @DefaultValue("real_robot")
                    String body,
            @QueryParam("judge") @DefaultValue("scene") String judge,
            @QueryParam("sceneId") @Nullable String sceneId,
            @QueryParam("taskId") @Nullable String taskId) {
        Sample sample = Samples.of(body, judge, sceneId, taskId);
        if (sample.body() == StationKind.SIMULATOR) {
            throw new ParleyException(
                    ErrorCode.BODY_MALFORMED,
                    "body is real_robot or rehearsal: simulation is what they are held against.");
        }
        return names.require(sample)
                .chain(() -> findings.simReal(sample))
                .map((SimReal found) ->
                        ResultViews.SimToReal.of(sample.body(), sample.judge().row(), found));
    }

    @GET
    @Path("conditions")
    @Operation(
            operationId = "getConditionEffects",
            summary = "What moves the success of a policy: each recorded condition of its starts")
    @APIResponse(
            responseCode = "200",
            description = "As it is now.",
            content = @Content(schema = @Schema(implementation = ResultViews.Conditions.class)))
    @APIResponse(responseCode = "422", description = "There is no such policy, scene or task.")
    public Uni<ResultViews.Conditions> conditions(
            @Parameter(description = "Its name; its newest version is meant.") @QueryParam("policy") @Nullable
                    String policy,
            @QueryParam("body") @DefaultValue("simulator") String body,
            @QueryParam("judge") @DefaultValue("scene") String judge,
            @QueryParam("sceneId") @Nullable String sceneId,
            @QueryParam("taskId") @Nullable String taskId) {
        Sample sample = Samples.of(body, judge, sceneId, taskId);
        if (policy == null || sceneId == null) {
            throw new ParleyException(
                    ErrorCode.BODY_MALFORMED,
                    "Name a policy and a sceneId: conditions of one scene are not those of another.");
        }
        return names.require(sample)
                .chain(() -> names.require(policy))
                .chain(() -> policies.newest(policy))
                .map(found -> found.orElseThrow(() -> new ParleyException(
                        ErrorCode.POLICY_UNKNOWN, "There is no such policy; see GET /api/v1/policies.")))
                .chain(found -> findings.moved(Version.of(found), sample))
                .map(moved -> ResultViews.Conditions.of(
                        sample.body(), sample.judge().row(), moved.measured(), moved.starts(), moved.effects()));
    }

    @GET
    @Path("proxies")
    @Operation(
            operationId = "getProxyAgreement",
            summary = "How proxies order policies, against the judge that matters",
            description = "Versions with one or two episodes are left out.")
    @APIResponse(
            responseCode = "200",
            description = "As it is now.",
            content = @Content(schema = @Schema(implementation = ResultViews.Proxy[].class)))
    @APIResponse(responseCode = "422", description = "There is no such scene or task.")
    public Uni<List<ResultViews.Proxy>> proxies(
            @QueryParam("body") @DefaultValue("simulator") String body,
            @QueryParam("judge") @DefaultValue("scene") String judge,
            @QueryParam("sceneId") @Nullable String sceneId,
            @QueryParam("taskId") @Nullable String taskId) {
        Sample sample = Samples.of(body, judge, sceneId, taskId);
        return names.require(sample)
                .chain(() -> findings.proxies(sample))
                .map(found -> found.entrySet().stream()
                        .map(each -> ResultViews.Proxy.of(
                                sample.body(), sample.judge().row(), each.getKey(), each.getValue()))
                        .toList());
    }
}
