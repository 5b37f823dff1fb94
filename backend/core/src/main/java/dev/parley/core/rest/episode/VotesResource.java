package dev.parley.core.rest.episode;

import dev.parley.contracts.EpisodeId;
import dev.parley.core.account.Author;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.rest.guest.RequestAuthor;
import dev.parley.core.rest.problem.Ids;
import dev.parley.core.rest.problem.JsonBody;
import dev.parley.core.vote.Vote;
import dev.parley.core.vote.Votes;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Votes on an episode. */
@Path("/api/v1/episodes/{id}/votes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Episodes")
public class VotesResource {
    private final Votes votes;
    private final EpisodeLookup lookup;
    private final RequestAuthor requestAuthor;
    private final JsonBody json;

    @Inject
    VotesResource(Votes votes, EpisodeLookup lookup, RequestAuthor requestAuthor, JsonBody json) {
        this.votes = votes;
        this.lookup = lookup;
        this.requestAuthor = requestAuthor;
        this.json = json;
    }

    /** Body of a vote. */
    @Schema(description = "Did it do what was asked?")
    record NewVote(
            @Schema(
                    enumeration = {"yes", "partly", "no"},
                    required = true)
            @Nullable
            String success,

            @Schema(description = "0 to 1.") @Nullable Double progress,

            @Schema(description = "At most 8, each at most 40 characters.") @Nullable
            List<String> tags,

            @Schema(description = "At most 1,000 characters.") @Nullable
            String comment) {}

    /** Your vote and, since it is in, everybody's. */
    record Cast(
            String success,
            @Nullable Double progress,
            Set<String> tags,
            @Nullable String comment,
            boolean prompter,
            Instant at,
            Votes.Tally tally) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "voteOnEpisode",
            summary = "Vote",
            description =
                    "A second vote replaces the first. Counts are shown once your vote is in. What contact was lost with, or what was"
                            + " ended by something that says nothing about the policy, is not voted on.")
    @RequestBody(content = @Content(schema = @Schema(implementation = NewVote.class)))
    public Uni<Cast> vote(@PathParam("id") String id, byte[] body) {
        EpisodeId episode = Ids.episode(id);
        NewVote wanted = json.read(body, NewVote.class);
        Vote.Success success = success(wanted.success());
        Author author = requestAuthor.knownOrNew();
        return votes.cast(
                        episode,
                        author,
                        success,
                        wanted.progress() == null ? OptionalDouble.empty() : OptionalDouble.of(wanted.progress()),
                        new TreeSet<>(Optional.ofNullable(wanted.tags()).orElse(List.of())),
                        Optional.ofNullable(wanted.comment()))
                .chain(vote -> votes.tally(episode).map(tally -> cast(vote, tally)));
    }

    @GET
    @Path("own")
    @Operation(operationId = "getOwnVote", summary = "Your own vote with the counts of all; null before you have voted")
    public Uni<Optional<Cast>> own(@PathParam("id") String id) {
        EpisodeId episode = Ids.episode(id);
        return requestAuthor
                .known()
                .map(author -> lookup.glance(episode)
                        .chain(() -> votes.own(episode, author))
                        .chain(vote -> vote.isEmpty()
                                ? Uni.createFrom().item(Optional.<Cast>empty())
                                : votes.tally(episode).map(tally -> Optional.of(cast(vote.get(), tally)))))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private static Vote.Success success(@Nullable String word) {
        return switch (word) {
            case "yes" -> Vote.Success.YES;
            case "partly" -> Vote.Success.PARTLY;
            case "no" -> Vote.Success.NO;
            case null, default ->
                throw new ParleyException(ErrorCode.VOTE_MALFORMED, "success is \"yes\", \"partly\" or \"no\".");
        };
    }

    private static Cast cast(Vote vote, Votes.Tally tally) {
        return new Cast(
                vote.success().name().toLowerCase(Locale.ROOT),
                vote.progress().isPresent() ? (Double) vote.progress().getAsDouble() : null,
                new TreeSet<>(vote.tags()),
                vote.comment().orElse(null),
                vote.prompter(),
                vote.at(),
                tally);
    }
}
