package dev.parley.core.rest.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.comparison.ComparisonRequest;
import dev.parley.core.prompt.PromptRequest;
import dev.parley.core.rest.problem.Bodies;
import dev.parley.core.rest.problem.Ids;
import dev.parley.core.rest.problem.Seeds;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /comparisons}. */
@Schema(description = "An instruction, a goalImageId or both, which two policies then try from the same start.")
record NewComparison(
        @Schema(description = "As for a prompt.") @Nullable String instruction,
        @Schema(description = "As for a prompt.") @Nullable String goalImageId,
        @Schema(description = "As for a prompt.") @Nullable String sceneId,

        @Schema(
                description =
                        "Two names from GET /policies, or absent: then the platform draws two, and only then votes enter rankings.")
        @Nullable
        List<String> policyIds,

        @Schema(
                description =
                        "As for a prompt, and only with policyIds: a start that somebody knows tells which policy is which, so its votes count in nothing.",
                implementation = String.class)
        @Nullable
        JsonNode seed,

        @Schema(
                description = "As for a prompt.",
                enumeration = {"simulation", "real"})
        @Nullable
        String body) {
    ComparisonRequest request() {
        return new ComparisonRequest(
                new PromptRequest(
                        Optional.ofNullable(instruction),
                        Optional.ofNullable(goalImageId).map(Ids::goalImage),
                        Optional.ofNullable(sceneId),
                        Optional.empty(),
                        seed == null || seed.isNull() ? OptionalLong.empty() : OptionalLong.of(Seeds.unsigned(seed)),
                        Bodies.wanted(body)),
                policyIds == null ? List.of() : policyIds);
    }
}
