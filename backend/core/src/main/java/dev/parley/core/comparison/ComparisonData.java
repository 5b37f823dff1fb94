package dev.parley.core.comparison;

import dev.parley.contracts.AuthorId;
import dev.parley.contracts.ComparisonId;
import dev.parley.contracts.GoalImageId;
import dev.parley.contracts.PromptId;
import dev.parley.contracts.TurnId;
import java.time.Instant;
import java.util.Optional;

/**
 * A comparison as everybody may see it at any time: nothing in it says which policies they are. That is in {@link Reveal}.
 *
 * @param commitment SHA-256 of the draw, hex; public before anything ran
 * @param seed of the start; nobody is told before the {@link Reveal}, since whoever knows it can run each policy from it
 * @param knownStart whether somebody can have known the start before: then its votes count in nothing
 * @param firstTurn the one that runs first; on which side it is shown is drawn for each reader
 * @param closesAt when votes stop counting; present once READY
 */
public record ComparisonData(
        ComparisonId id,
        PromptId prompt,
        AuthorId author,
        Optional<String> instruction,
        Optional<GoalImageId> goalImage,
        Optional<String> taskReading,
        String sceneId,
        long seed,
        boolean knownStart,
        DrawnBy drawnBy,
        String commitment,
        ComparisonState state,
        Optional<VoidReason> voidReason,
        Progress progress,
        TurnId firstTurn,
        Instant createdAt,
        Optional<Instant> readyAt,
        Optional<Instant> closesAt) {

    /** Why no vote on it counts, whenever it is cast; empty where votes do. */
    public Optional<NotCounted> notCounted() {
        return NotCounted.of(drawnBy, knownStart);
    }

    /** How far its two turns are. */
    public enum Progress {
        IN_LINE,
        /** One or the other: how long each takes would tell how fast its policy thinks. */
        RUNNING,
        /** Both ran. */
        RAN
    }
}
