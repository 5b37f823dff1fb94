package dev.parley.core.rest.catalogue;

import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.EpisodeSearch;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.episode.Episodes;
import dev.parley.core.prompt.WaitEstimates;
import dev.parley.core.rest.guest.RequestAuthor;
import dev.parley.core.rest.problem.Bodies;
import dev.parley.core.station.WantedBody;
import dev.parley.core.turn.PriorityClass;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.Turns;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The queue as anybody may see it: no ids of other people's prompts, no words of theirs. */
@Path("/api/v1/queue")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Queue", description = "Who waits and what runs.")
public class QueueResource {
    private static final int MOST_LISTED = 100;

    private final Turns turns;
    private final Episodes episodes;
    private final WaitEstimates waits;
    private final RequestAuthor requestAuthor;

    @Inject
    QueueResource(Turns turns, Episodes episodes, WaitEstimates waits, RequestAuthor requestAuthor) {
        this.requestAuthor = requestAuthor;
        this.turns = turns;
        this.episodes = episodes;
        this.waits = waits;
    }

    /** The queue now. */
    record Queue(
            int waiting,

            @Schema(description = "In the order of their places, at most 100.")
            List<Place> places,

            @Schema(description = "Episodes under way.") List<String> running,

            @Schema(description = "What asking now would mean; only with sceneId and policyId.") @Nullable
            IfAskedNow ifAskedNow) {}

    /** A turn that waits. */
    record Place(PriorityClass priorityClass, String sceneId, String policyId, int attempts, Instant since) {
        static Place of(TurnData turn) {
            return new Place(
                    turn.placement().priorityClass(),
                    turn.sceneId(),
                    turn.pair().isPresent() ? EpisodeData.SEALED_POLICY : turn.policyName(),
                    turn.attempts(),
                    turn.admittedAt());
        }
    }

    /** A wait; percentiles are null where nothing was measured yet. */
    record IfAskedNow(
            @Nullable Integer position,
            @Nullable Long p50Seconds,
            @Nullable Long p90Seconds,
            String reason,
            String text,

            @Schema(description = "Whether they would be let in.")
            boolean open,

            @Schema(description = "Nobody is let in whose p90Seconds would be more.")
            long longestWaitSeconds) {
        static IfAskedNow of(WaitEstimates.Wait wait, Duration longest) {
            return new IfAskedNow(
                    wait.position().isPresent() ? (Integer) wait.position().getAsInt() : null,
                    wait.estimate().map(range -> range.p50().toSeconds()).orElse(null),
                    wait.estimate().map(range -> range.p90().toSeconds()).orElse(null),
                    wait.reason().name(),
                    wait.reasonText(),
                    wait.within(longest),
                    longest.toSeconds());
        }
    }

    @GET
    @Operation(
            operationId = "getQueue",
            summary =
                    "The queue and what runs; with sceneId and policyId, and body where one is wished, also what asking now would mean",
            description =
                    "For you, where a guest cookie or token says who you are: whoever has asked much waits longer than a newcomer.")
    public Uni<Queue> queue(
            @QueryParam("sceneId") @Nullable String sceneId,
            @QueryParam("policyId") @Nullable String policyId,
            @QueryParam("body") @Nullable String body) {
        Optional<WantedBody> wanted = Bodies.wanted(body);
        Uni<Optional<WaitEstimates.Wait>> wait = sceneId == null || policyId == null
                ? Uni.createFrom().item(Optional.empty())
                : requestAuthor
                        .known()
                        .map(author -> waits.ifAskedNow(sceneId, policyId, wanted, author))
                        .orElseGet(() -> waits.ifAskedNow(sceneId, policyId, wanted))
                        .map(Optional::of);
        // One after the other: they share this request's session.
        return turns.waiting()
                .chain(waiting -> episodes.search(underWay())
                        .chain(running -> wait.map(known -> new Queue(
                                waiting.size(),
                                waiting.stream()
                                        .limit(MOST_LISTED)
                                        .map(Place::of)
                                        .toList(),
                                running.stream()
                                        .filter(episode -> !episode.sealed())
                                        .map(EpisodeData::id)
                                        .map(Object::toString)
                                        .toList(),
                                known.map(each -> IfAskedNow.of(each, waits.longest()))
                                        .orElse(null)))));
    }

    private static EpisodeSearch underWay() {
        return new EpisodeSearch(
                Optional.empty(),
                Set.of(
                        EpisodeState.CREATED,
                        EpisodeState.RESETTING,
                        EpisodeState.READY,
                        EpisodeState.RUNNING,
                        EpisodeState.HOLDING,
                        EpisodeState.FINALIZING),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                MOST_LISTED);
    }
}
