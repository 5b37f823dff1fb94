package dev.parley.core.rest.ranking;

import dev.parley.core.ranking.Entrant;
import dev.parley.core.ranking.Leaderboard;
import dev.parley.core.ranking.Ranked;
import dev.parley.core.ranking.Standing;
import dev.parley.core.ranking.Told;
import dev.parley.core.station.StationKind;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(
        description =
                "Policy versions by blind votes. Simulated and real, and drawn and chosen pairs, are never in one.")
record LeaderboardView(
        StationKind body,
        String pairs,
        String crowd,

        @Schema(description = "Votes that count here.") int votes,

        @Schema(description = "People whose votes these are.")
        int voters,

        @Schema(
                description =
                        "Comparisons that nobody could judge: one of their runs was broken off, lost or taken back.")
        int voided,

        @Schema(description = "Comparisons that anybody can judge now.")
        int open,

        @Schema(description = "Sets of policies that votes link; between two of them nothing can be said.")
        List<Group> groups,

        @Schema(
                description =
                        "Policies that are told where things are, which no camera shows: by votes where askers named both, in no group. Empty for drawn pairs: they are never drawn.")
        List<ToldPair> told,

        Method method,
        Instant reckonedAt) {

    @Schema(description = "By what the same votes give the same numbers.")
    record Method(String model, double ridge, int rounds, String seed) {}

    record Group(
            @Schema(description = "Strongest first.") List<Place> policies,

            @Schema(description = "Davidson's nu: how readily people say neither.")
            double ties,

            @Schema(
                    description =
                            "False: somebody has only won or only lost against the rest, so a weak prior holds the strengths.")
            boolean bounded,

            @Schema(
                    description =
                            "The fewest votes that would have had to go the other way for another policy to lead.")
            @Nullable
            Upset upset) {}

    record ToldPair(
            Version policyVersion,
            Version against,
            int won,
            int lost,

            @Schema(description = "Ties, and both bad.") int neither) {
        static ToldPair of(Told told) {
            return new ToldPair(
                    Version.of(told.policy()),
                    Version.of(told.against()),
                    told.tally().won(),
                    told.tally().lost(),
                    told.tally().neither());
        }
    }

    record Upset(int votes, Version leader) {}

    record Version(String name, String digest) {
        static Version of(Entrant entrant) {
            return new Version(entrant.name(), entrant.digest());
        }
    }

    @Schema(description = "At 95 %, from voters drawn anew.")
    record Interval(double low, double high) {}

    record Place(
            Version policyVersion,

            @Schema(
                    description =
                            "Bradley and Terry's, mean 0 in the group: a difference of ln 3 is three wins for each loss.")
            double strength,

            @Nullable Interval strengthInterval,

            @Schema(description = "The chance to be preferred to a policy of mean strength, a tie as one half.")
            double preferred,

            int firstPlace,
            int lastPlace,

            @Schema(description = "From 1; inside of a tier the order may change.")
            int tier,

            @Schema(description = "\"undefeated\" or \"winless\" where votes say nothing from one side, else \"none\".")
            String mark,

            int won,
            int lost,

            @Schema(description = "Ties, and both bad.") int neither) {
        static Place of(Leaderboard board, Ranked group, Standing standing) {
            return new Place(
                    Version.of(board.entrant(standing)),
                    standing.strength(),
                    standing.interval()
                            .map(found -> new Interval(found.low(), found.high()))
                            .orElse(null),
                    Standing.preferred(standing.strength(), group.ties()),
                    standing.firstPlace(),
                    standing.lastPlace(),
                    standing.tier() + 1,
                    standing.mark().name().toLowerCase(Locale.ROOT),
                    standing.tally().won(),
                    standing.tally().lost(),
                    standing.tally().neither());
        }
    }

    static LeaderboardView of(Leaderboard found, double ridge) {
        return new LeaderboardView(
                found.board().body(),
                found.board().pairs().name().toLowerCase(Locale.ROOT),
                found.board().crowd().name().toLowerCase(Locale.ROOT),
                found.ranking().votes(),
                found.ranking().voters(),
                found.voided(),
                found.open(),
                found.ranking().islands().stream()
                        .map(group -> group(found, group))
                        .toList(),
                found.told().stream().map(ToldPair::of).toList(),
                new Method(
                        "Bradley-Terry with Davidson ties; both bad is a tie; intervals by voters drawn anew",
                        ridge,
                        found.ranking().rounds(),
                        Long.toString(found.ranking().seed())),
                found.reckonedAt());
    }

    private static Group group(Leaderboard found, Ranked group) {
        return new Group(
                group.standings().stream()
                        .map(standing -> Place.of(found, group, standing))
                        .toList(),
                group.ties(),
                group.bounded(),
                group.upset()
                        .map(upset -> new Upset(
                                upset.votes(), Version.of(found.entrants().get(upset.policy()))))
                        .orElse(null));
    }
}
