package dev.parley.core.rest.study;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.rest.problem.Bodies;
import dev.parley.core.rest.problem.Given;
import dev.parley.core.rest.problem.Ids;
import dev.parley.core.rest.problem.Seeds;
import dev.parley.core.study.StudyItem;
import dev.parley.core.study.StudyRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /studies}. */
@Schema(description = "A list of episodes, or a plan from which they are drawn: one of the two, frozen with the study.")
record NewStudy(
        @Schema(
                description =
                        "1 to 120 characters. Names the study among yours: the same items sent again under it are the same study.",
                examples = "blocks, held-out phrasings, seeds 1 to 200")
        @Nullable
        String name,

        @Schema(description = "1 to 10,000, in the order in which they are to run.") @Nullable
        List<@Nullable Item> items,

        @Schema(description = "In place of items.") @Nullable
        NewPlan plan) {

    /** One wanted episode. */
    record Item(
            @Schema(description = "Name and digest from GET /policies: a version, never \"the newest\".") @Nullable
            Version policyVersion,

            @Nullable String sceneId,

            @Schema(description = "The task of the scene whose predicate judges.") @Nullable
            String taskId,

            @Schema(description = "Given to the policy verbatim.") @Nullable
            String instruction,

            @Schema(description = "From POST /studies/goal-images.") @Nullable
            String goalImageId,

            @Schema(
                    description = "0 to 18446744073709551615 as a number or decimal string.",
                    implementation = String.class)
            @Nullable
            JsonNode seed,

            @Schema(description = "Factors of the scene to pin, name to number; the others are drawn from the seed.")
            @Nullable
            Map<String, @Nullable Double> conditions,

            @Schema(
                    description =
                            "simulation or real; missing: whatever can run it. The same item once for each is a pair for /results/sim-to-real.")
            @Nullable
            String body) {

        StudyItem item() {
            Version version = Given.field("policyVersion", policyVersion);
            JsonNode drawn = seed == null || seed.isNull() ? null : seed;
            Map<String, @Nullable Double> pinned = conditions == null ? Map.of() : conditions;
            return new StudyItem(
                    Given.field("policyVersion.name", version.name()),
                    Given.field("policyVersion.digest", version.digest()),
                    Given.field("sceneId", sceneId),
                    Given.field("taskId", taskId),
                    Optional.ofNullable(instruction),
                    Optional.ofNullable(goalImageId).map(Ids::goalImage),
                    Seeds.unsigned(Given.field("seed", drawn)),
                    numbers(pinned),
                    Bodies.wanted(body));
        }

        static Map<String, Double> numbers(Map<String, @Nullable Double> pinned) {
            Map<String, Double> numbers = new HashMap<>();
            pinned.forEach((name, value) -> numbers.put(name, Given.field("conditions." + name, value)));
            return numbers;
        }
    }

    record Version(@Nullable String name, @Nullable String digest) {}

    /** @throws ParleyException BODY_MALFORMED or another that names what is missing or wrong, and the item by its number */
    StudyRequest request() {
        if (plan != null) {
            if (items != null) {
                throw new ParleyException(ErrorCode.BODY_MALFORMED, "A study has items or a plan; this one has both.");
            }
            return new StudyRequest(Given.field("name", name), List.of(), Optional.of(plan.wish()));
        }
        List<StudyItem> all = new ArrayList<>();
        for (Item item : Given.field("items", items)) {
            try {
                all.add(Given.field("item", item).item());
            } catch (ParleyException e) {
                throw new ParleyException(e.code(), "Item %d: %s".formatted(all.size(), e.detail()));
            }
        }
        return new StudyRequest(Given.field("name", name), all);
    }
}
