package dev.parley.core.rest.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.prompt.PromptRequest;
import dev.parley.core.rest.problem.Bodies;
import dev.parley.core.rest.problem.Ids;
import dev.parley.core.rest.problem.Seeds;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /prompts}. */
@Schema(description = "An instruction, a goalImageId or both; everything else is a wish.")
record NewPrompt(
        @Schema(
                description = "What the robot should do, 1 to 500 characters; given to the policy verbatim.",
                examples = "put the red cube in the blue bowl")
        @Nullable
        String instruction,

        @Schema(
                description =
                        "A picture of the wanted end state, from POST /goal-images: one of yours, or one that an episode ran under. The policy must take one (see acceptsGoalImage in GET /policies).")
        @Nullable
        String goalImageId,

        @Schema(description = "From GET /scenes; the default scene when absent.") @Nullable
        String sceneId,

        @Schema(description = "From GET /policies; a learned one that takes what is sent when absent.") @Nullable
        String policyId,

        @Schema(
                description = "0 to 18446744073709551615 as a number or decimal string; drawn when absent.",
                implementation = String.class)
        @Nullable
        JsonNode seed,

        @Schema(
                description =
                        "What it should be run by: simulation, or real (a real robot, or a rehearsal of one where a lab rehearses);"
                                + " whatever offers the scene and the policy when absent.",
                enumeration = {"simulation", "real"})
        @Nullable
        String body) {
    PromptRequest request() {
        return new PromptRequest(
                Optional.ofNullable(instruction),
                Optional.ofNullable(goalImageId).map(Ids::goalImage),
                Optional.ofNullable(sceneId),
                Optional.ofNullable(policyId),
                seed == null || seed.isNull() ? OptionalLong.empty() : OptionalLong.of(Seeds.unsigned(seed)),
                Bodies.wanted(body));
    }
}
