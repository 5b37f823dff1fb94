package dev.parley.core.rest.ranking;

import dev.parley.core.ranking.Board;
import dev.parley.core.ranking.Board.Crowd;
import dev.parley.core.ranking.Board.Pairs;
import dev.parley.core.ranking.Leaderboards;
import dev.parley.core.ranking.RankingConfig;
import dev.parley.core.rest.problem.Choices;
import dev.parley.core.station.StationKind;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who is preferred when nobody knows who is who. */
@Path("/api/v1/leaderboard")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Leaderboard", description = "Policy versions by blind votes.")
public class LeaderboardResource {
    private final Leaderboards leaderboards;
    private final RankingConfig config;

    @Inject
    LeaderboardResource(Leaderboards leaderboards, RankingConfig config) {
        this.leaderboards = leaderboards;
        this.config = config;
    }

    @GET
    @Operation(
            operationId = "getLeaderboard",
            summary = "Policies by blind votes",
            description =
                    "Strengths with intervals, ranges of places, tiers, and how many votes would change the first place."
                            + " Without votes, groups is empty.")
    public Uni<LeaderboardView> leaderboard(
            @Parameter(description = "simulator, real_robot or rehearsal.")
                    @QueryParam("body")
                    @DefaultValue("simulator")
                    String body,
            @Parameter(description = "drawn by the platform, or chosen by whoever asked.")
                    @QueryParam("pairs")
                    @DefaultValue("drawn")
                    String pairs,
            @Parameter(description = "everybody, guests or accounts.") @QueryParam("crowd") @DefaultValue("everybody")
                    String crowd) {
        Board board = new Board(
                Choices.named(StationKind.class, "body", body),
                Choices.named(Pairs.class, "pairs", pairs),
                Choices.named(Crowd.class, "crowd", crowd));
        return leaderboards.of(board).map(found -> LeaderboardView.of(found, config.ridge()));
    }
}
