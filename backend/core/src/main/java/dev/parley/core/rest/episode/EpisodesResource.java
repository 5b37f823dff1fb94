package dev.parley.core.rest.episode;

import dev.parley.core.canary.Canaries;
import dev.parley.core.episode.EpisodeSearch;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.episode.Episodes;
import dev.parley.core.episode.Outcome;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.rest.problem.Ids;
import dev.parley.core.rest.problem.Numbers;
import dev.parley.core.station.StationKind;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Episodes: one, and many. */
@Path("/api/v1/episodes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Episodes", description = "What happened: states, outcomes by judge, recordings, steps, votes.")
public class EpisodesResource {
    private final Episodes episodes;
    private final EpisodeLookup lookup;
    private final Canaries canaries;

    @Inject
    EpisodesResource(Episodes episodes, EpisodeLookup lookup, Canaries canaries) {
        this.episodes = episodes;
        this.lookup = lookup;
        this.canaries = canaries;
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getEpisode", summary = "One episode")
    public Uni<EpisodeView> find(@PathParam("id") String id) {
        return lookup.require(Ids.episode(id))
                .chain(episode -> canaries.authors().map(known -> EpisodeView.of(episode, known)));
    }

    @GET
    @Operation(operationId = "listEpisodes", summary = "Episodes, newest first")
    public Uni<List<EpisodeView>> search(
            @Parameter(description = "Words that the instruction must contain.") @QueryParam("text") @Nullable
                    String text,
            @Parameter(description = "May be repeated.") @QueryParam("state") List<String> states,
            @QueryParam("sceneId") @Nullable String sceneId,
            @QueryParam("policyId") @Nullable String policyId,
            @Parameter(description = "Result of the scene's judge.") @QueryParam("result") @Nullable String result,
            @Parameter(description = "SIMULATOR or REAL_ROBOT.") @QueryParam("stationKind") @Nullable
                    String stationKind,
            @Parameter(description = "Only older ones: createdAt of the last one seen.") @QueryParam("before") @Nullable
                    String before,
            @QueryParam("limit") @DefaultValue("20") String limit) {
        EpisodeSearch search = new EpisodeSearch(
                given(text).map(words -> words.length() > 200 ? words.substring(0, 200) : words),
                states(states),
                given(sceneId),
                given(policyId),
                given(result).map(name -> named(Outcome.Result.class, "result", name)),
                given(stationKind).map(name -> named(StationKind.class, "stationKind", name)),
                given(before).map(EpisodesResource::instant),
                Numbers.between("limit", limit, 1, 100));
        return episodes.search(search)
                .chain(found -> canaries.authors()
                        .map(known -> found.stream()
                                .filter(episode -> !episode.sealed())
                                .map(episode -> EpisodeView.of(episode, known))
                                .toList()));
    }

    private static Optional<String> given(@Nullable String value) {
        return Optional.ofNullable(value).filter(text -> !text.isBlank());
    }

    private static Set<EpisodeState> states(List<String> names) {
        Set<EpisodeState> states = EnumSet.noneOf(EpisodeState.class);
        names.forEach(name -> states.add(named(EpisodeState.class, "state", name)));
        return states;
    }

    private static <E extends Enum<E>> E named(Class<E> type, String parameter, String name) {
        try {
            return Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new ParleyException(
                    ErrorCode.BODY_MALFORMED,
                    "%s is one of %s.".formatted(parameter, Arrays.toString(type.getEnumConstants())));
        }
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new ParleyException(
                    ErrorCode.BODY_MALFORMED, "before is a time such as 2026-01-31T12:00:00Z; this is not.");
        }
    }
}
