package dev.parley.server.metrics;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.Fence;
import dev.parley.core.episode.EndReason;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.episode.Episodes;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import java.util.Locale;

/** How long episodes are in each phase, how they end, and what is uploaded of them. */
@Decorator
@Priority(100)
abstract class TimedEpisodes implements Episodes {
    private final Episodes episodes;
    private final MeterRegistry meters;
    private final PhaseClock phases;

    @Inject
    TimedEpisodes(@Delegate @Any Episodes episodes, MeterRegistry meters, PhaseClock phases) {
        this.episodes = episodes;
        this.meters = meters;
        this.phases = phases;
    }

    @Override
    public Uni<EpisodeData> advance(EpisodeId id, Fence fence, long sequence, Report report) {
        return episodes.advance(id, fence, sequence, report).onItem().invoke(this::advanced);
    }

    private void advanced(EpisodeData episode) {
        phases.entered(episode.id(), episode.state())
                .ifPresent(left -> Timer.builder("parley.episode.phase")
                        .description("Time that episodes spent in each phase")
                        .publishPercentileHistogram()
                        .tag("phase", lower(left.state()))
                        .register(meters)
                        .record(left.time()));
        if (episode.state().terminal() && phases.ended(episode.id())) {
            Counter.builder("parley.episodes.ended")
                    .description("Episodes that ended, by state and reason; lost ones are counted as assignments")
                    .tag("state", lower(episode.state()))
                    .tag("reason", episode.endReason().map(TimedEpisodes::lower).orElse("none"))
                    .register(meters)
                    .increment();
        }
    }

    @Override
    public Uni<Void> attach(
            EpisodeId id, Fence fence, String artifactName, String contentType, String sha256, long sizeBytes) {
        return episodes.attach(id, fence, artifactName, contentType, sha256, sizeBytes)
                .onItem()
                .invoke(() -> DistributionSummary.builder("parley.uploads")
                        .description("Artifacts that are completely stored")
                        .baseUnit("bytes")
                        .tag("kind", artifactName.endsWith(".mp4") ? "recording" : "log")
                        .register(meters)
                        .record(sizeBytes));
    }

    private static String lower(EpisodeState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static String lower(EndReason reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
