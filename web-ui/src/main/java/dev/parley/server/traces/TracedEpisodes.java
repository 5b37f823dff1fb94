package dev.parley.server.traces;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.Fence;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.Episodes;
import dev.parley.core.episode.Outcome;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;

/** The phases of an episode, what is uploaded of it, and its outcome. */
@Decorator
@Priority(200)
abstract class TracedEpisodes implements Episodes {
    private final Episodes episodes;
    private final PromptTraces traces;
    private final Attempts attempts;
    private final Clock clock;

    @Inject
    TracedEpisodes(@Delegate @Any Episodes episodes, PromptTraces traces, Attempts attempts, Clock clock) {
        this.episodes = episodes;
        this.traces = traces;
        this.attempts = attempts;
        this.clock = clock;
    }

    @Override
    public Uni<EpisodeData> advance(EpisodeId id, Fence fence, long sequence, Report report) {
        return episodes.advance(id, fence, sequence, report).onItem().invoke(now -> {
            // Reports are repeated until they are acknowledged; the lease ends with the first that is terminal.
            if (now.state().terminal() && attempts.find(id).isPresent()) {
                ended(now);
            }
        });
    }

    private void ended(EpisodeData episode) {
        Attributes facts = facts(episode);
        Instant end = episode.endedAt().orElseGet(clock::instant);
        Instant running = episode.runningAt().orElse(end);
        traces.span(episode.promptId(), "episode", episode.createdAt(), end, facts);
        traces.span(episode.promptId(), "prepare", episode.createdAt(), running, facts);
        episode.runningAt().ifPresent(began -> traces.span(episode.promptId(), "run", began, end, facts));
        AttributesBuilder judged = facts.toBuilder();
        for (Outcome outcome : episode.outcomes()) {
            judged.put(
                    "parley.outcome." + outcome.judge(), lower(outcome.result().name()));
        }
        traces.span(episode.promptId(), "outcome", end, end, judged.build());
    }

    @Override
    public Uni<Void> attach(
            EpisodeId id, Fence fence, String artifactName, String contentType, String sha256, long sizeBytes) {
        return Uni.createFrom().deferred(() -> {
            Instant stored = clock.instant();
            return episodes.attach(id, fence, artifactName, contentType, sha256, sizeBytes)
                    .onItem()
                    .invoke(() -> attempts.find(id)
                            .ifPresent(attempt -> traces.span(
                                    attempt.prompt(),
                                    "upload",
                                    stored,
                                    clock.instant(),
                                    Attributes.builder()
                                            .put("parley.episode.id", id.toString())
                                            .put("parley.artifact", artifactName)
                                            .put("parley.bytes", sizeBytes)
                                            .build())));
        });
    }

    private static Attributes facts(EpisodeData episode) {
        AttributesBuilder facts = Attributes.builder()
                .put("parley.episode.id", episode.id().toString())
                .put("parley.station.id", episode.station().toString())
                .put("parley.attempt", (long) episode.attempt())
                .put("parley.episode.state", lower(episode.state().name()));
        episode.endReason().ifPresent(reason -> facts.put("parley.episode.reason", lower(reason.name())));
        return facts.build();
    }

    private static String lower(String code) {
        return code.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
