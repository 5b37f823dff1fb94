package dev.parley.core.rest.study;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.rest.problem.Given;
import dev.parley.core.rest.problem.Ids;
import dev.parley.core.rest.problem.Seeds;
import dev.parley.core.result.Judge;
import dev.parley.core.result.Version;
import dev.parley.core.station.WantedBody;
import dev.parley.core.study.PlanWish;
import dev.parley.core.study.StudyPlan;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A plan in a body. */
@Schema(
        description =
                "Blocks of one episode of each of two policies from the same start, drawn as they go, until it is decided or a budget is over. Fixed before the first episode.")
record NewPlan(
        @Schema(description = "What the study is to answer, for people.") @Nullable
        String question,

        @Schema(description = "2 to 8 versions; a budget is for 2.") @Nullable
        List<NewStudy.@Nullable Version> policies,

        @Schema(description = "1 to 100; block n does task n, counted around.") @Nullable
        List<@Nullable Task> tasks,

        @Schema(description = "Factors to pin in every task, name to number; the others are drawn from the seeds.")
        @Nullable
        Map<String, @Nullable Double> conditions,

        @Schema(
                description =
                        "0 to 18446744073709551615 as a number or decimal string; block n starts from this one plus n.",
                implementation = String.class)
        @Nullable
        JsonNode firstSeed,

        @Schema(description = "UNTIL_DECIDED (usual) or BUDGET.") @Nullable
        String rule,

        @Schema(description = "Chance to be wrong, over all sides: 0.001 to 0.2, 0.05 where nothing is said.") @Nullable
        Double alpha,

        @Schema(description = "1 to 2,500 blocks that count. It never grows.") @Nullable
        Integer mostBlocks,

        @Schema(description = "scene (usual), or researcher: then a block waits for reviews.") @Nullable
        String judge,

        @Schema(description = "Share of pairs drawn evenly among more than two policies: 0.2 (usual) to 1.") @Nullable
        Double evenShare,

        @Schema(description = "simulation or real; nothing means any.") @Nullable
        String body,

        @Schema(description = "Block n runs on station n, counted around; none means any.") @Nullable
        List<@Nullable String> stationIds,

        @Schema(description = "Id of a study of yours that this is a changed version of.") @Nullable
        String follows) {
    private static final double USUAL_ALPHA = 0.05;
    private static final double USUAL_EVEN = 0.2;

    record Task(
            @Nullable String sceneId,
            @Nullable String taskId,
            @Nullable String instruction) {}

    /** @throws ParleyException BODY_MALFORMED or another that names what is missing or wrong */
    PlanWish wish() {
        StudyPlan plan = new StudyPlan(
                required("question", question),
                required("policies", policies).stream()
                        .map(each -> required("policies", each))
                        .map(each -> new Version(
                                required("policies.name", each.name()), required("policies.digest", each.digest())))
                        .toList(),
                required("tasks", tasks).stream()
                        .map(each -> required("tasks", each))
                        .map(each -> new StudyPlan.Task(
                                required("tasks.sceneId", each.sceneId()),
                                required("tasks.taskId", each.taskId()),
                                required("tasks.instruction", each.instruction())))
                        .toList(),
                conditions == null ? Map.of() : NewStudy.Item.numbers(conditions),
                firstSeed == null || firstSeed.isNull() ? 1 : Seeds.unsigned(firstSeed),
                rule == null ? StudyPlan.Rule.UNTIL_DECIDED : oneOf(StudyPlan.Rule.class, "rule", rule),
                alpha == null ? USUAL_ALPHA : alpha,
                required("mostBlocks", mostBlocks),
                judge == null ? Judge.SCENE : oneOf(Judge.class, "judge", judge),
                evenShare == null ? USUAL_EVEN : evenShare,
                Optional.ofNullable(body).map(NewPlan::body),
                stationIds == null
                        ? List.of()
                        : stationIds.stream()
                                .map(each -> Ids.station(required("stationIds", each)))
                                .toList());
        return new PlanWish(plan, Optional.ofNullable(follows).map(Ids::study));
    }

    private static WantedBody body(String word) {
        return WantedBody.parse(word)
                .orElseThrow(() -> new ParleyException(
                        ErrorCode.BODY_MALFORMED, "plan.body is %s.".formatted(WantedBody.words())));
    }

    private static <E extends Enum<E>> E oneOf(Class<E> type, String field, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> each.name().equals(text.toUpperCase(Locale.ROOT).replace('-', '_')))
                .findFirst()
                .orElseThrow(() -> new ParleyException(
                        ErrorCode.BODY_MALFORMED,
                        "plan.%s is one of %s.".formatted(field, List.of(type.getEnumConstants()))));
    }

    private static <T> T required(String field, @Nullable T value) {
        return Given.field("plan." + field, value);
    }
}
