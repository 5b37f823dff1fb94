package dev.parley.scheduler;

import dev.parley.contracts.AuthorId;
import dev.parley.contracts.ComparisonId;
import dev.parley.contracts.PromptId;
import dev.parley.contracts.StationId;
import dev.parley.contracts.TurnId;
import dev.parley.core.turn.Placement;
import dev.parley.core.turn.PriorityClass;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.TurnPair;
import dev.parley.core.turn.TurnState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Turns as tests need them. */
public final class TestTurns {
    public static final String SCENE = "tabletop";
    public static final String DIGEST = "d".repeat(64);
    public static final String EMBODIMENT = "arm6";
    public static final String ACTIONS = "ee-delta";

    private TestTurns() {}

    public static TurnData waiting(long round, long ticket) {
        return waiting(PriorityClass.PUBLIC, round, ticket, SCENE, Optional.empty());
    }

    public static TurnData waiting(PriorityClass priorityClass, long round, long ticket) {
        return waiting(priorityClass, round, ticket, SCENE, Optional.empty());
    }

    public static TurnData waiting(
            PriorityClass priorityClass, long round, long ticket, String sceneId, Optional<StationId> station) {
        return of(new Placement(priorityClass, round, ticket), sceneId, station, 0, Optional.empty());
    }

    public static TurnData lostBefore(long round, long ticket, String note) {
        Placement placement = new Placement(PriorityClass.PUBLIC, round, ticket);
        return of(placement, SCENE, Optional.empty(), 1, Optional.of(note));
    }

    /** Nothing of it ran: a note alone stands beside it. */
    public static TurnData noted(long round, long ticket, String note) {
        return of(new Placement(PriorityClass.PUBLIC, round, ticket), SCENE, Optional.empty(), 0, Optional.of(note));
    }

    /** The first of a comparison, which stands in line for both; both by the same policy, so that every station has it. */
    public static TurnData firstOfTwo(long round, long ticket) {
        Placement placement = new Placement(PriorityClass.PUBLIC, round, ticket);
        TurnPair pair = new TurnPair(ComparisonId.random(), Optional.empty(), DIGEST);
        return of(placement, SCENE, Optional.empty(), 0, Optional.empty(), Optional.of(pair));
    }

    private static TurnData of(
            Placement placement, String sceneId, Optional<StationId> station, int attempts, Optional<String> note) {
        return of(placement, sceneId, station, attempts, note, Optional.empty());
    }

    private static TurnData of(
            Placement placement,
            String sceneId,
            Optional<StationId> station,
            int attempts,
            Optional<String> note,
            Optional<TurnPair> pair) {
        return new TurnData(
                TurnId.random(),
                PromptId.random(),
                AuthorId.random(),
                TurnState.WAITING,
                placement,
                sceneId,
                "learned",
                DIGEST,
                EMBODIMENT,
                ACTIONS,
                station,
                Optional.of("put the red cube in the blue bowl"),
                Optional.empty(),
                Optional.empty(),
                1,
                200,
                attempts,
                Instant.parse("2026-11-21T12:00:00Z"),
                Optional.empty(),
                note,
                Map.of(),
                pair,
                Optional.empty());
    }
}
