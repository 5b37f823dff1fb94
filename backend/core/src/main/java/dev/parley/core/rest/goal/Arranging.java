package dev.parley.core.rest.goal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.goal.ComposedGoals;
import dev.parley.core.goal.Placed;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.rest.problem.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /goal-images/composed} and, without the choice, of {@code POST /scenes/{scene}/composer}. */
@Schema(description = "A start, what is elsewhere than there, and what of it is meant.")
record Arranging(
        @Schema(description = "From GET /scenes; not where the address says it.") @Nullable
        String sceneId,

        @Schema(description = "0 to 18446744073709551615 as a number or decimal string.", implementation = String.class)
        @Nullable
        JsonNode seed,

        @Schema(description = "Where objects shall be, at most 32; what is not named stays where it starts.") @Nullable
        List<@Nullable Put> placements,

        @Schema(description = "Ids of relations that shall be so; the usual ones when absent.") @Nullable
        List<@Nullable String> relations,

        @Schema(
                description =
                        "How far from a point an object may be, 0.01 to 0.05 m, 0.02 when absent; of a robot in a room 0.1 to 0.5 m, 0.3 when absent.")
        @Nullable
        Double withinM,

        @Schema(
                description =
                        "How far beside its heading a robot in a room may look, 10 to 45; 20 when absent. For nothing else.")
        @Nullable
        Double withinDegrees) {

    /** Where one object shall be. */
    record Put(
            @Nullable String object,
            @Nullable Double xM,
            @Nullable Double yM,
            @Nullable Double yawRad) {}

    long start() {
        if (seed == null || seed.isNull()) {
            throw new ParleyException(
                    ErrorCode.SEED_OUT_OF_RANGE,
                    "An arranged scene needs the seed of its start, as GET /scenes/{scene}/composer gives it.");
        }
        return Seeds.unsigned(seed);
    }

    List<Placed> placed() {
        return placements == null
                ? List.of()
                : placements.stream().map(Arranging::placed).toList();
    }

    private static Placed placed(@Nullable Put put) {
        if (put == null || put.object() == null || put.xM() == null || put.yM() == null) {
            throw new ParleyException(
                    ErrorCode.BODY_MALFORMED, "A placement needs object, xM and yM; yawRad is 0 when absent.");
        }
        return new Placed(put.object(), put.xM(), put.yM(), put.yawRad() == null ? 0 : put.yawRad());
    }

    ComposedGoals.Wanted wanted() {
        if (sceneId == null) {
            throw new ParleyException(ErrorCode.SCENE_UNKNOWN, "The body needs a sceneId, from GET /api/v1/scenes.");
        }
        return new ComposedGoals.Wanted(
                sceneId,
                start(),
                placed(),
                Optional.ofNullable(relations).map(Arranging::chosen),
                Optional.ofNullable(withinM),
                Optional.ofNullable(withinDegrees));
    }

    private static List<String> chosen(List<@Nullable String> relations) {
        List<String> ids = new ArrayList<>();
        for (String id : relations) {
            if (id == null) {
                throw new ParleyException(
                        ErrorCode.BODY_MALFORMED,
                        "relations holds ids as POST /scenes/{scene}/composer gives them, not null.");
            }
            ids.add(id);
        }
        return ids;
    }
}
