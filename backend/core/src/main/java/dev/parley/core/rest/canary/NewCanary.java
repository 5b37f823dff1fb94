package dev.parley.core.rest.canary;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.canary.Canaries;
import dev.parley.core.canary.CanaryPlan;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.rest.problem.Given;
import dev.parley.core.rest.problem.Seeds;
import dev.parley.core.station.OpeningHours;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Body that sets a canary. */
record NewCanary(
        @Schema(required = true) @Nullable Version policyVersion,

        @Schema(required = true) @Nullable String sceneId,

        @Schema(description = "The task of the scene whose predicate judges.", required = true) @Nullable
        String taskId,

        @Schema(description = "Given to the policy verbatim.", required = true) @Nullable
        String instruction,

        @Schema(description = "Factors of the scene to pin, name to number; the others are drawn from the seeds.")
        @Nullable
        Map<String, @Nullable Double> conditions,

        @Schema(
                description =
                        "One try each, 1 to 20: 0 to 18446744073709551615 as numbers or decimal strings. Left out: 1 to tries.",
                implementation = String[].class)
        @Nullable
        List<@Nullable JsonNode> seeds,

        @Schema(description = "Tries a day where no seeds are given, 1 to 20.") @Nullable
        Integer tries,

        @Schema(description = "Time of day such as 09:30, within opening hours.", required = true) @Nullable
        String at,

        @Schema(description = "Such as Europe/Berlin. Left out: the zone of the station's opening hours, or UTC.")
        @Nullable
        String zone,

        @Schema(description = "1 to 500 characters.", required = true) @Nullable
        String reason) {

    /** Name and digest from GET /policies: a version, never "the newest". */
    record Version(@Nullable String name, @Nullable String digest) {}

    /**
     * @param usual the zone where none is given
     * @throws ParleyException naming what is missing or wrong
     */
    CanaryPlan plan(ZoneId usual) {
        Version version = Given.field("policyVersion", policyVersion);
        return new CanaryPlan(
                Given.field("policyVersion.name", version.name()),
                Given.field("policyVersion.digest", version.digest()),
                Given.field("sceneId", sceneId),
                Given.field("taskId", taskId),
                Given.field("instruction", instruction),
                pinned(),
                drawn(),
                OpeningHours.time(Given.field("at", at)),
                zone == null || zone.isBlank() ? usual : OpeningHours.zone(zone));
    }

    private Map<String, Double> pinned() {
        Map<String, Double> numbers = new HashMap<>();
        if (conditions != null) {
            conditions.forEach((name, value) -> numbers.put(name, Given.field("conditions." + name, value)));
        }
        return numbers;
    }

    private List<Long> drawn() {
        if (seeds != null) {
            if (seeds.isEmpty() || seeds.size() > Canaries.MOST_TRIES) {
                throw tries(seeds.size());
            }
            return seeds.stream()
                    .map(seed -> Seeds.unsigned(Given.field("seeds", seed)))
                    .toList();
        }
        int wanted = Given.field("tries", tries);
        if (wanted < 1 || wanted > Canaries.MOST_TRIES) {
            throw tries(wanted);
        }
        return LongStream.rangeClosed(1, wanted).boxed().toList();
    }

    private static ParleyException tries(int given) {
        return new ParleyException(
                ErrorCode.BODY_MALFORMED,
                "A canary has 1 to %d tries a day; this one has %d.".formatted(Canaries.MOST_TRIES, given));
    }
}
