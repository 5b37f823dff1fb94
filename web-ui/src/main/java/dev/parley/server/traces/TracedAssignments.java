package dev.parley.server.traces;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.Fence;
import dev.parley.contracts.StationId;
import dev.parley.contracts.TurnId;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.assignment.Assignments;
import io.opentelemetry.api.common.Attributes;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The wait of a turn, each offer, and each lease. */
@Decorator
@Priority(200)
abstract class TracedAssignments implements Assignments {
    private final Assignments assignments;
    private final PromptTraces traces;
    private final Attempts attempts;
    private final Clock clock;

    @Inject
    TracedAssignments(@Delegate @Any Assignments assignments, PromptTraces traces, Attempts attempts, Clock clock) {
        this.assignments = assignments;
        this.traces = traces;
        this.attempts = attempts;
        this.clock = clock;
    }

    @Override
    public Uni<Optional<AssignmentData>> offer(TurnId turn, StationId station, int slot, Duration acceptWithin) {
        return assignments.offer(turn, station, slot, acceptWithin).onItem().invoke(this::offered);
    }

    @Override
    public Uni<List<Optional<AssignmentData>>> offerAll(List<Offer> offers, Duration acceptWithin) {
        return assignments.offerAll(offers, acceptWithin).onItem().invoke(made -> made.forEach(this::offered));
    }

    private void offered(Optional<AssignmentData> made) {
        made.filter(first -> first.turn().attempts() == 0)
                .ifPresent(offer -> traces.span(
                        offer.turn().promptId(), "wait", offer.turn().admittedAt(), offer.offeredAt(), of(offer)));
    }

    @Override
    public Uni<AssignmentData> lease(EpisodeId id, Fence fence, Duration ttl) {
        return assignments.lease(id, fence, ttl).onItem().invoke(leased -> {
            Instant now = clock.instant();
            attempts.leased(id, leased.turn().promptId(), now);
            traces.span(leased.turn().promptId(), "offer", leased.offeredAt(), now, of(leased));
        });
    }

    @Override
    public Uni<Void> release(EpisodeId id, Fence fence) {
        return assignments.release(id, fence).onItem().invoke(() -> ended(id, "released"));
    }

    @Override
    public Uni<Void> lose(EpisodeId id, Fence fence, String note) {
        return assignments.lose(id, fence, note).onItem().invoke(() -> ended(id, "lost"));
    }

    private void ended(EpisodeId id, String how) {
        attempts.remove(id)
                .ifPresent(leased -> traces.span(
                        leased.prompt(),
                        "lease",
                        leased.since(),
                        clock.instant(),
                        Attributes.builder()
                                .put("parley.episode.id", id.toString())
                                .put("parley.lease.end", how)
                                .build()));
    }

    private static Attributes of(AssignmentData assignment) {
        return Attributes.builder()
                .put("parley.episode.id", assignment.id().toString())
                .put("parley.station.id", assignment.station().toString())
                .put("parley.attempt", assignment.turn().attempts() + 1L)
                .build();
    }
}
