package dev.parley.core.turn;

import dev.parley.contracts.AuthorId;
import dev.parley.contracts.PromptId;
import dev.parley.contracts.StationId;
import dev.parley.contracts.TurnId;
import dev.parley.core.station.WantedBody;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One wanted episode, with all that matching needs.
 *
 * @param attempts episodes that were already made for it and lost or declined
 * @param station set when the prompt is pinned to one station
 * @param seed always set: chosen by the asker or drawn at admission
 * @param conditions factors of the scene that the seed does not vary, by name; mostly empty
 * @param pair for the two turns of a comparison
 * @param wantedBody empty: any station that can run it will do
 */
public record TurnData(
        TurnId id,
        PromptId promptId,
        AuthorId author,
        TurnState state,
        Placement placement,
        String sceneId,
        String policyName,
        String policyDigest,
        String embodiment,
        String actionSpaceKind,
        Optional<StationId> station,
        Optional<String> instruction,
        Optional<dev.parley.contracts.GoalImageId> goalImage,
        Optional<String> taskId,
        long seed,
        int maxSteps,
        int attempts,
        Instant admittedAt,
        Optional<Instant> expiresAt,
        Optional<String> waitNote,
        Map<String, Double> conditions,
        Optional<TurnPair> pair,
        Optional<WantedBody> wantedBody) {
    public TurnData {
        conditions = Map.copyOf(conditions);
    }

    /** Whether it runs only right after another, and so stands in no line. */
    public boolean second() {
        return pair.map(TurnPair::second).orElse(false);
    }
}
