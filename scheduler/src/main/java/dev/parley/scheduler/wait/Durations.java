package dev.parley.scheduler.wait;

import dev.parley.contracts.StationId;
import dev.parley.core.episode.Episodes;
import dev.parley.core.station.StationData;
import dev.parley.scheduler.SchedulerConfig;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Measured durations, read again when they are older than a few seconds: they change only as episodes end. */
@ApplicationScoped
class Durations {
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final Episodes episodes;
    private final Clock clock;
    private final int atMost;
    private final int atLeast;
    private final Map<Source, Read> known = new ConcurrentHashMap<>();

    @Inject
    Durations(Episodes episodes, SchedulerConfig config, Clock clock) {
        this.episodes = episodes;
        this.clock = clock;
        this.atMost = config.estimates().measuredAtMost();
        this.atLeast = config.estimates().measuredAtLeast();
    }

    /** Of these scenes on these stations. */
    Uni<Measured> of(Collection<StationData> stations, Set<String> scenes) {
        List<Sourced> wanted = new ArrayList<>();
        for (StationData station : stations) {
            for (String scene : scenes) {
                if (station.sceneIds().contains(scene)) {
                    wanted.add(new Sourced(new Measured.Key(station.kind(), scene), new Source(station.id(), scene)));
                }
            }
        }
        return Multi.createFrom()
                .iterable(wanted)
                .onItem()
                .transformToUniAndConcatenate(each -> read(each.source()).map(found -> Map.entry(each.key(), found)))
                .collect()
                .asList()
                .map(this::pooled);
    }

    private Measured pooled(List<Map.Entry<Measured.Key, List<Duration>>> found) {
        Map<Measured.Key, List<Duration>> pooled = new HashMap<>();
        found.forEach(each ->
                pooled.computeIfAbsent(each.getKey(), key -> new ArrayList<>()).addAll(each.getValue()));
        return new Measured(pooled, atLeast);
    }

    private Uni<List<Duration>> read(Source source) {
        Read last = known.get(source);
        Instant now = clock.instant();
        // What a clock was set back behind is not fresh.
        if (last != null && !last.at().isAfter(now) && last.at().plus(FRESH).isAfter(now)) {
            return Uni.createFrom().item(last.durations());
        }
        return episodes.durations(source.station(), source.sceneId(), atMost)
                .invoke(found -> known.put(source, new Read(now, List.copyOf(found))));
    }

    private record Source(StationId station, String sceneId) {}

    private record Sourced(Measured.Key key, Source source) {}

    private record Read(Instant at, List<Duration> durations) {}
}
