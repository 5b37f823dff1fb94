package dev.parley.server.metrics;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.Fence;
import dev.parley.contracts.StationId;
import dev.parley.contracts.TurnId;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.assignment.Assignments;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Offers, leases and losses, and how long a turn waited for its offer. */
@Decorator
@Priority(100)
abstract class TimedAssignments implements Assignments {
    private final Assignments assignments;
    private final MeterRegistry meters;

    @Inject
    TimedAssignments(@Delegate @Any Assignments assignments, MeterRegistry meters) {
        this.assignments = assignments;
        this.meters = meters;
    }

    @Override
    public Uni<Optional<AssignmentData>> offer(TurnId turn, StationId station, int slot, Duration acceptWithin) {
        return assignments
                .offer(turn, station, slot, acceptWithin)
                .onItem()
                .invoke(made -> made.ifPresent(this::offered));
    }

    @Override
    public Uni<List<Optional<AssignmentData>>> offerAll(List<Offer> offers, Duration acceptWithin) {
        return assignments
                .offerAll(offers, acceptWithin)
                .onItem()
                .invoke(made -> made.forEach(one -> one.ifPresent(this::offered)));
    }

    private void offered(AssignmentData offer) {
        count("offered");
        if (offer.turn().attempts() == 0) {
            Timer.builder("parley.turn.offer.delay")
                    .description("From admission to the first offer at a station")
                    .publishPercentileHistogram()
                    .minimumExpectedValue(Duration.ofMillis(1))
                    .maximumExpectedValue(Duration.ofHours(1))
                    .tag(
                            "class",
                            offer.turn().placement().priorityClass().name().toLowerCase(Locale.ROOT))
                    .register(meters)
                    .record(Duration.between(offer.turn().admittedAt(), offer.offeredAt()));
        }
    }

    @Override
    public Uni<AssignmentData> lease(EpisodeId id, Fence fence, Duration ttl) {
        return assignments.lease(id, fence, ttl).onItem().invoke(() -> count("leased"));
    }

    @Override
    public Uni<Void> decline(EpisodeId id, Fence fence, String note) {
        return assignments.decline(id, fence, note).onItem().invoke(() -> count("declined"));
    }

    @Override
    public Uni<Void> release(EpisodeId id, Fence fence) {
        return assignments.release(id, fence).onItem().invoke(() -> count("released"));
    }

    @Override
    public Uni<Void> lose(EpisodeId id, Fence fence, String note) {
        return assignments.lose(id, fence, note).onItem().invoke(() -> lost("gateway", 1));
    }

    @Override
    public Uni<Integer> sweep() {
        return assignments.sweep().onItem().invoke(ended -> lost("time", ended));
    }

    private void lost(String by, int number) {
        if (number > 0) {
            Counter.builder("parley.assignments.lost")
                    .description("Offers and leases that ended without their station: given up by the gateway that"
                            + " held it (gateway), or past their time (time)")
                    .tag("by", by)
                    .register(meters)
                    .increment(number);
        }
    }

    private void count(String change) {
        Counter.builder("parley.assignments")
                .description("Changes of assignments: offered, leased, declined, released")
                .tag("change", change)
                .register(meters)
                .increment();
    }
}
