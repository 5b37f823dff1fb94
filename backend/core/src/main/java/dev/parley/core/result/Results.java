package dev.parley.core.result;

import dev.parley.core.station.StationKind;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/**
 * What came of episodes, counted now. Sealed comparisons are left out until they are opened. What is read is kept for some
 * seconds, since many look at the same.
 */
public interface Results {
    /** Most starts that {@link #starts} reads, the newest. */
    int MOST_STARTS = 20_000;

    /** Of every version that ended an episode of the sample, by name, digest, scene and task. */
    Uni<List<Tally>> tallies(Sample sample);

    /** One version over all of the sample, with its clusters. */
    Uni<Measured> measured(Version version, Sample sample);

    /**
     * Episodes of two versions from the same start: the same scene, task, words, goal picture, seed and pinned conditions. Of several by one
     * version from one start the first counts. In the order in which the later one of the two was begun.
     */
    Uni<List<Block>> blocks(Version first, Version second, Sample sample);

    /**
     * Real runs with their simulated twins, by version, task, words, goal picture and pinned conditions.
     *
     * @param real whose runs: those of real stations, or those of rehearsals, which are simulations too
     * @param sample its body is not looked at
     */
    Uni<List<TwinCells>> twins(StationKind real, Sample sample);

    /** Of episodes on which the sample's judge and a proxy both said something, by version and proxy. */
    Uni<List<ProxyCounts>> proxies(Sample sample);

    /** Starts of one version's episodes that count, newest first. */
    Uni<List<Start>> starts(Version version, Sample sample);

    /** How long episodes take from one start to the next, their reset among it. */
    Uni<Optional<Pace>> pace(StationKind body, Optional<String> sceneId);
}
