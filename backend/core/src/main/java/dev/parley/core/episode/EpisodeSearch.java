package dev.parley.core.episode;

import dev.parley.core.station.StationKind;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What to list.
 *
 * @param text words that the instruction must contain, case-insensitively; empty for all
 * @param stationKind only on such bodies
 * @param before exclusive upper bound of creation time, for paging
 * @param limit 1 to 100
 * @param sealedToo also what a blind comparison keeps secret: for estimates of waits and nothing that anybody reads
 */
public record EpisodeSearch(
        Optional<String> text,
        Set<EpisodeState> states,
        Optional<String> sceneId,
        Optional<String> policyName,
        Optional<Outcome.Result> sceneResult,
        Optional<StationKind> stationKind,
        Optional<Instant> before,
        int limit,
        boolean sealedToo) {
    public EpisodeSearch {
        if (limit < 1 || limit > 100) {
            throw new IllegalArgumentException("limit must be 1 to 100, not " + limit);
        }
    }

    /** Without sealed ones. */
    public EpisodeSearch(
            Optional<String> text,
            Set<EpisodeState> states,
            Optional<String> sceneId,
            Optional<String> policyName,
            Optional<Outcome.Result> sceneResult,
            Optional<StationKind> stationKind,
            Optional<Instant> before,
            int limit) {
        this(text, states, sceneId, policyName, sceneResult, stationKind, before, limit, false);
    }

    /** On any body. */
    public EpisodeSearch(
            Optional<String> text,
            Set<EpisodeState> states,
            Optional<String> sceneId,
            Optional<String> policyName,
            Optional<Outcome.Result> sceneResult,
            Optional<Instant> before,
            int limit) {
        this(text, states, sceneId, policyName, sceneResult, Optional.empty(), before, limit);
    }

    /** What holds a slot now, sealed or not: for estimates of waits and nothing that anybody reads. */
    public static EpisodeSearch holdingSlots(int limit) {
        return of(EnumSet.range(EpisodeState.CREATED, EpisodeState.FINALIZING), limit, true);
    }

    /** What a station holds now. */
    public static EpisodeSearch open(int limit) {
        return of(EnumSet.range(EpisodeState.CREATED, EpisodeState.FINALIZING), limit, false);
    }

    /** The newest of all. */
    public static EpisodeSearch newest(int limit) {
        return of(Set.of(), limit, false);
    }

    private static EpisodeSearch of(Set<EpisodeState> states, int limit, boolean sealedToo) {
        return new EpisodeSearch(
                Optional.empty(),
                states,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                limit,
                sealedToo);
    }
}
