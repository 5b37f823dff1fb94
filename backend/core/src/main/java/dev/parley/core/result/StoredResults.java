package dev.parley.core.result;

import dev.parley.core.reactive.ReactiveBridge;
import dev.parley.core.reactive.SharedReads;
import dev.parley.core.station.StationKind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Results from PostgreSQL, each question asked once in ten seconds however many people look. */
@ApplicationScoped
class StoredResults implements Results {
    private static final Duration FRESH = Duration.ofSeconds(10);
    private static final int KEPT = 200;

    private final SharedReads<Sample, List<Tally>> tallies;
    private final SharedReads<OfVersion, Measured> measured;
    private final SharedReads<OfTwo, List<Block>> blocks;
    private final SharedReads<Sample, List<TwinCells>> twins;
    private final SharedReads<Sample, List<ProxyCounts>> proxies;
    private final SharedReads<OfVersion, List<Start>> starts;
    private final SharedReads<OfBody, Optional<Pace>> paces;

    private record OfVersion(Version version, Sample sample) {}

    private record OfTwo(Version first, Version second, Sample sample) {}

    private record OfBody(StationKind body, Optional<String> sceneId) {}

    @Inject
    StoredResults(ResultReads reads, ReactiveBridge bridge) {
        tallies = new SharedReads<>(bridge, reads::tallies, found -> FRESH, KEPT, found -> 1);
        measured = new SharedReads<>(
                bridge, of -> reads.measured(of.version(), of.sample()), found -> FRESH, KEPT, found -> 1);
        blocks = new SharedReads<>(
                bridge,
                of -> reads.blocks(of.first(), of.second(), of.sample()),
                found -> FRESH,
                MOST_STARTS,
                found -> 1 + found.size());
        twins = new SharedReads<>(
                bridge, sample -> reads.twins(sample.body(), sample), found -> FRESH, KEPT, found -> 1);
        proxies = new SharedReads<>(bridge, reads::proxies, found -> FRESH, KEPT, found -> 1);
        starts = new SharedReads<>(
                bridge,
                of -> reads.starts(of.version(), of.sample()),
                found -> FRESH,
                2L * MOST_STARTS,
                found -> 1 + found.size());
        paces = new SharedReads<>(bridge, of -> reads.pace(of.body(), of.sceneId()), found -> FRESH, KEPT, found -> 1);
    }

    @Override
    public Uni<List<Tally>> tallies(Sample sample) {
        return tallies.get(sample);
    }

    @Override
    public Uni<Measured> measured(Version version, Sample sample) {
        return measured.get(new OfVersion(version, sample));
    }

    @Override
    public Uni<List<Block>> blocks(Version first, Version second, Sample sample) {
        return blocks.get(new OfTwo(first, second, sample));
    }

    @Override
    public Uni<List<TwinCells>> twins(StationKind real, Sample sample) {
        return twins.get(new Sample(real, sample.judge(), sample.sceneId(), sample.taskId()));
    }

    @Override
    public Uni<List<ProxyCounts>> proxies(Sample sample) {
        return proxies.get(sample);
    }

    @Override
    public Uni<List<Start>> starts(Version version, Sample sample) {
        return starts.get(new OfVersion(version, sample));
    }

    @Override
    public Uni<Optional<Pace>> pace(StationKind body, Optional<String> sceneId) {
        return paces.get(new OfBody(body, sceneId));
    }
}
