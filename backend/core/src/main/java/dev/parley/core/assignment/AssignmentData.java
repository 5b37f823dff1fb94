package dev.parley.core.assignment;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.Fence;
import dev.parley.contracts.StationId;
import dev.parley.core.turn.TurnData;
import java.time.Instant;
import java.util.Optional;

/** This station runs this turn in this slot under this fence. Its id becomes the episode's. */
public record AssignmentData(
        EpisodeId id,
        TurnData turn,
        StationId station,
        int slot,
        Fence fence,
        AssignmentState state,
        Instant offeredAt,
        Instant acceptBy,
        Optional<Instant> leaseUntil) {}
