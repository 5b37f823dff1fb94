package dev.parley.server.metrics;

import dev.parley.contracts.StationId;
import dev.parley.core.audit.Actor;
import dev.parley.core.station.StopCommands;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import java.time.Duration;

/** How long a stop takes until the station has it or the latch is recorded. */
@Decorator
@Priority(100)
abstract class TimedStops implements StopCommands {
    private final StopCommands stops;
    private final MeterRegistry meters;

    @Inject
    TimedStops(@Delegate @Any StopCommands stops, MeterRegistry meters) {
        this.stops = stops;
        this.meters = meters;
    }

    @Override
    public Uni<Stopped> stop(StationId station, Actor by, String reason) {
        return Uni.createFrom().deferred(() -> {
            Timer.Sample began = Timer.start(meters);
            return stops.stop(station, by, reason)
                    .onItemOrFailure()
                    .invoke((done, failure) -> began.stop(Timer.builder("parley.stop.latency")
                            .description("From a person's stop until the station has it or the latch is recorded")
                            .publishPercentileHistogram()
                            .minimumExpectedValue(Duration.ofMillis(1))
                            .maximumExpectedValue(Duration.ofSeconds(10))
                            .tag("result", failure == null ? "stopped" : "failed")
                            .register(meters)));
        });
    }
}
