package dev.parley.core.rest.plan;

import dev.parley.core.plan.Plans;
import dev.parley.core.plan.SavingRuns;
import dev.parley.core.plan.SavingWish;
import dev.parley.core.plan.Wish;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.rest.problem.Numbers;
import dev.parley.core.rest.result.Samples;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How many more. */
@Path("/api/v1/plan")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Plan", description = "How many more episodes until something is known, and what they cost.")
public class PlanResource {
    private final Plans plans;
    private final SavingRuns savings;

    @Inject
    PlanResource(Plans plans, SavingRuns savings) {
        this.plans = plans;
        this.savings = savings;
    }

    @GET
    @Operation(operationId = "planEpisodes", summary = "How many more episodes, from the data so far")
    @APIResponse(
            responseCode = "200",
            description = "As it is now.",
            content = @Content(schema = @Schema(implementation = PlanView.class)))
    @APIResponse(responseCode = "422", description = "There is no such policy, scene or task.")
    public Uni<PlanView> plan(
            @Parameter(description = "Name of a policy; its newest version is meant.") @QueryParam("policy") @Nullable
                    String policy,
            @Parameter(description = "Another one to tell it from.") @QueryParam("against") @Nullable String against,
            @Parameter(description = "simulator, real_robot or rehearsal.")
                    @QueryParam("body")
                    @DefaultValue("simulator")
                    String body,
            @Parameter(description = "scene, prompter, crowd or researcher.")
                    @QueryParam("judge")
                    @DefaultValue("scene")
                    String judge,
            @QueryParam("sceneId") @Nullable String sceneId,
            @Parameter(description = "Of that scene.") @QueryParam("taskId") @Nullable String taskId) {
        return plans.plan(new Wish(
                        Optional.ofNullable(policy),
                        Optional.ofNullable(against),
                        Samples.of(body, judge, sceneId, taskId)))
                .map(PlanView::of);
    }

    @GET
    @Path("saving")
    @Operation(
            operationId = "planSaving",
            summary = "What the study's rules save, in studies that are played",
            description =
                    "The first who asks starts it; ask again until state is DONE. The same numbers give the same answer.")
    @APIResponse(
            responseCode = "200",
            description = "As it is now.",
            content = @Content(schema = @Schema(implementation = SavingView.class)))
    @APIResponse(responseCode = "429", description = "As many simulations wait as may.")
    public Uni<SavingView> saving(
            @Parameter(description = "True rates of success, 2 to 8 with commas between, rounded to whole per cent.")
                    @QueryParam("rates")
                    @DefaultValue("0.7,0.6,0.5,0.45,0.3,0.2")
                    String rates,
            @Parameter(description = "Of the fixed design, 20 to 1000.") @QueryParam("episodes") @DefaultValue("600")
                    String episodes) {
        return Uni.createFrom()
                .item(() -> SavingView.of(savings.look(new SavingWish(
                        percents(rates),
                        Numbers.between("episodes", episodes, SavingWish.LEAST_EPISODES, SavingWish.MOST_EPISODES)))));
    }

    /** What is no number rounds to 0, which nobody asked for. */
    private static int percent(double rate) {
        if (Double.isNaN(rate)) {
            throw new NumberFormatException("a rate that is no number");
        }
        return Math.toIntExact(Math.round(100 * rate));
    }

    static List<Integer> percents(String rates) {
        try {
            return Arrays.stream(rates.split(",", SavingWish.MOST_POLICIES + 2))
                    .map(text -> percent(Double.parseDouble(text.strip())))
                    .toList();
        } catch (ArithmeticException | NumberFormatException e) {
            throw new ParleyException(
                    ErrorCode.BODY_MALFORMED,
                    "rates are %d to %d numbers from 0 to 1 with commas between, such as 0.7,0.5."
                            .formatted(SavingWish.LEAST_POLICIES, SavingWish.MOST_POLICIES));
        }
    }
}
