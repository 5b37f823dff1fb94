package dev.parley.ui.leaderboard;

import dev.parley.core.ranking.Board;
import dev.parley.core.ranking.Board.Crowd;
import dev.parley.core.ranking.Board.Pairs;
import dev.parley.core.ranking.Leaderboard;
import dev.parley.core.ranking.Ranked;
import dev.parley.core.ranking.Ranking;
import dev.parley.core.ranking.Standing;
import dev.parley.core.station.StationKind;
import dev.parley.ui.bridge.Names;
import dev.parley.ui.words.PolicyWords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** One leaderboard as its page shows it. */
public record LeaderboardLook(Leaderboard found, Names.Known names) {

    /** One way to look at it. */
    public record Way(String label, String address, boolean on) {}

    /** Ways of which one is on. */
    public record Ways(String label, List<Way> choices) {}

    /** Policies that nothing parts from each other, under one heading. */
    public record Tier(String name, String says, List<Row> rows) {}

    /** Policies that votes link. */
    public record Group(String title, List<Tier> tiers, boolean bounded) {}

    private Board board() {
        return found.board();
    }

    public boolean empty() {
        return found.ranking().votes() == 0;
    }

    /** "1,204 blind votes by 310 people on simulated robots". */
    public String sentence() {
        int votes = found.ranking().votes();
        int voters = found.ranking().voters();
        return String.format(
                Locale.ROOT,
                "%,d blind %s by %,d %s on %s. Simulated and real ones are never mixed.",
                votes,
                votes == 1 ? "vote" : "votes",
                voters,
                voters == 1 ? "person" : "people",
                body());
    }

    private String body() {
        return switch (board().body()) {
            case SIMULATOR -> "simulated robots";
            case REAL_ROBOT -> "real robots";
            case REHEARSAL -> "simulated robots in rehearsal";
        };
    }

    /** Why there is nothing, in one sentence. */
    public String nothing() {
        String whose = switch (board().crowd()) {
            case EVERYBODY -> "Nobody has";
            case GUESTS -> "No guest has";
            case ACCOUNTS -> "Nobody with an account has";
        };
        return switch (board().pairs()) {
            case DRAWN -> whose + " compared two policies on " + body() + " yet.";
            case CHOSEN -> whose + " compared two policies of an asker’s own choice on " + body() + " yet.";
        };
    }

    public List<Ways> ways() {
        return List.of(
                ways(
                        "Body",
                        StationKind.values(),
                        board().body(),
                        LeaderboardLook::label,
                        kind -> new Board(kind, board().pairs(), board().crowd())),
                ways(
                        "Votes of",
                        Crowd.values(),
                        board().crowd(),
                        LeaderboardLook::label,
                        crowd -> new Board(board().body(), board().pairs(), crowd)),
                ways(
                        "Which pairs",
                        Pairs.values(),
                        board().pairs(),
                        pairs -> pairs == Pairs.DRAWN ? "Drawn by lot" : "Chosen by askers",
                        pairs -> new Board(board().body(), pairs, board().crowd())));
    }

    private static String label(StationKind kind) {
        return switch (kind) {
            case SIMULATOR -> "Simulated";
            case REAL_ROBOT -> "Real";
            case REHEARSAL -> "Rehearsal";
        };
    }

    private static String label(Crowd crowd) {
        return switch (crowd) {
            case EVERYBODY -> "Everybody";
            case GUESTS -> "Guests";
            case ACCOUNTS -> "Accounts";
        };
    }

    private static <E> Ways ways(String label, E[] all, E chosen, Function<E, String> name, Function<E, Board> to) {
        return new Ways(
                label,
                Arrays.stream(all)
                        .map(value -> new Way(name.apply(value), Ranks.address(to.apply(value)), value == chosen))
                        .toList());
    }

    public boolean chosen() {
        return board().pairs() == Pairs.CHOSEN;
    }

    public List<Group> groups() {
        List<Ranked> islands = found.ranking().islands();
        List<Group> groups = new ArrayList<>();
        for (int i = 0; i < islands.size(); i++) {
            String title = islands.size() == 1 ? "" : "Group " + (i + 1) + " of " + islands.size();
            groups.add(new Group(title, tiers(islands.get(i)), islands.get(i).bounded()));
        }
        return groups;
    }

    private List<Tier> tiers(Ranked island) {
        List<Tier> tiers = new ArrayList<>();
        int last = island.standings().getLast().tier();
        for (int tier = 0; tier <= last; tier++) {
            int number = tier;
            List<Standing> own = island.standings().stream()
                    .filter(standing -> standing.tier() == number)
                    .toList();
            tiers.add(new Tier(
                    name(tier),
                    says(tier, own),
                    own.stream()
                            .map(standing -> new Row(
                                    standing,
                                    found.entrant(standing),
                                    names.policy(found.entrant(standing).name()),
                                    island.ties()))
                            .toList()));
        }
        return tiers;
    }

    /** A to Z, then by number. */
    private static String name(int tier) {
        return tier < 26 ? "Tier " + (char) ('A' + tier) : "Tier " + (tier + 1);
    }

    private static String says(int tier, List<Standing> own) {
        boolean together = own.stream()
                .allMatch(standing -> standing.firstPlace() == own.getFirst().firstPlace()
                        && standing.lastPlace() == own.getFirst().lastPlace());
        String inside = own.size() == 1
                ? ""
                : own.size() == 2
                        ? "these two cannot be told apart yet"
                        : together ? "these cannot be told apart yet" : "the order inside this tier may change";
        String above = tier == 0 ? "" : "clearly below the tier above";
        return inside.isEmpty() || above.isEmpty() ? inside + above : above + "; " + inside;
    }

    /** Whether intervals are shown, but of so few people that they say little. */
    public boolean fewVoters() {
        return found.ranking().voters() < Ranking.FEW_VOTERS;
    }

    public int leastVoters() {
        return Ranking.FEW_VOTERS;
    }

    /** What it would take for another policy to lead. */
    public String upset() {
        Ranked first = found.ranking().islands().getFirst();
        String leader = title(first.standings().getFirst().policy());
        return first.upset()
                .map(upset -> String.format(
                        Locale.ROOT,
                        "Had %,d %s gone the other way, %s would lead instead of %s.",
                        upset.votes(),
                        upset.votes() == 1 ? "vote" : "votes",
                        title(upset.policy()),
                        leader))
                .orElse("Two policies share the first place: the next vote decides.");
    }

    /** Policies that have no place, whatever anybody votes. */
    public List<Named> unranked() {
        return names.told().stream()
                .map(name -> new Named(names.policy(name), "/policies/" + name))
                .toList();
    }

    /** A policy and its page. */
    public record Named(String title, String address) {}

    /** What people said of those, where askers named both. */
    public List<ToldRow> told() {
        return found.told().stream()
                .map(pair -> new ToldRow(
                        names.policy(pair.policy().name()),
                        PolicyWords.shortDigest(pair.policy().digest()),
                        names.policy(pair.against().name()),
                        PolicyWords.shortDigest(pair.against().digest()),
                        pair.tally()))
                .toList();
    }

    /** One pair of those. */
    public record ToldRow(String title, String version, String against, String againstVersion, Standing.Tally tally) {}

    private String title(int policy) {
        return names.policy(found.entrants().get(policy).name());
    }

    /** Comparisons without a verdict, and whether they could matter. */
    public String left() {
        String voided = found.voided() == 0
                ? "No comparison was lost."
                : String.format(
                        Locale.ROOT,
                        "Not counted: %,d %s of which a run was broken off, lost or taken back.%s",
                        found.voided(),
                        found.voided() == 1 ? "comparison" : "comparisons",
                        worst());
        return found.open() == 0
                ? voided
                : voided
                        + String.format(
                                Locale.ROOT,
                                " %,d more %s for votes.",
                                found.open(),
                                found.open() == 1 ? "waits" : "wait");
    }

    private String worst() {
        if (empty()) {
            return "";
        }
        int needed = found.ranking()
                .islands()
                .getFirst()
                .upset()
                .map(Ranked.Upset::votes)
                .orElse(1);
        return found.voided() < needed
                ? " One vote against the leader for each of them would not change the first place."
                : " With one vote for each of them, the first place might be another’s.";
    }

    public String api() {
        return Ranks.api(board());
    }

    public String method() {
        return String.format(
                Locale.ROOT,
                "Bradley-Terry with Davidson’s ties; both bad counts as a tie. Pairs that are drawn more often weigh less."
                        + " Intervals and tiers: %,d rounds, each with the voters drawn anew (seed %d).",
                found.ranking().rounds(),
                found.ranking().seed());
    }
}
