package dev.parley.scheduler.wait;

import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.EpisodeSearch;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.episode.Episodes;
import dev.parley.core.quota.LabQuotas;
import dev.parley.core.station.StationData;
import dev.parley.core.station.Stations;
import dev.parley.core.turn.PriorityClass;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.Turns;
import dev.parley.scheduler.SchedulerConfig;
import dev.parley.scheduler.fair.FairClock;
import dev.parley.scheduler.queue.ClassShares;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads from PostgreSQL all that waits depend on. One read serves every page of this replica. */
@ApplicationScoped
class LineReader {
    private static final int EPISODES_AT_MOST = 100;

    private final Stations stations;
    private final Turns turns;
    private final Episodes episodes;
    private final Durations durations;
    private final LabQuotas quotas;
    private final FairClock fairClock;
    private final ClassShares shares;
    private final Clock clock;

    @Inject
    LineReader(
            Stations stations,
            Turns turns,
            Episodes episodes,
            Durations durations,
            LabQuotas quotas,
            FairClock fairClock,
            SchedulerConfig config,
            Clock clock) {
        this.stations = stations;
        this.turns = turns;
        this.episodes = episodes;
        this.durations = durations;
        this.quotas = quotas;
        this.fairClock = fairClock;
        this.shares = ClassShares.of(config.shares());
        this.clock = clock;
    }

    Uni<LineState> read() {
        return stations.all()
                .chain(known -> turns.waiting()
                        .chain(waiting -> running()
                                .chain(running -> durations
                                        .of(known, scenes(known, waiting))
                                        .chain(measured -> quotas.room()
                                                .chain(room -> fairClock
                                                        .round(PriorityClass.PUBLIC)
                                                        .map(round -> {
                                                            Instant now = clock.instant();
                                                            return new LineState(
                                                                    now,
                                                                    known,
                                                                    LineState.byId(waiting),
                                                                    running.stream()
                                                                            .map(episode -> entry(episode, now))
                                                                            .toList(),
                                                                    measured,
                                                                    round,
                                                                    shares,
                                                                    room);
                                                        }))))));
    }

    /** More than a hundred at once are more than one estimate can use; the newest are kept. */
    private Uni<List<EpisodeData>> running() {
        return episodes.search(EpisodeSearch.holdingSlots(EPISODES_AT_MOST));
    }

    /** What waits, and what the stations know: somebody may ask what asking would mean. */
    private static Set<String> scenes(List<StationData> stations, List<TurnData> waiting) {
        return Stream.concat(
                        stations.stream().flatMap(station -> station.sceneIds().stream()),
                        waiting.stream().map(TurnData::sceneId))
                .collect(Collectors.toSet());
    }

    /** Of a sealed one nobody sees how far it is, nor when the other one gave way to it. */
    private static RunningEpisode entry(EpisodeData episode, Instant now) {
        return new RunningEpisode(
                episode.station(),
                episode.sceneId(),
                episode.sealed() ? EpisodeState.RUNNING : episode.state(),
                Duration.between(episode.createdAt(), now),
                episode.sealed() ? 2 : 1);
    }
}
