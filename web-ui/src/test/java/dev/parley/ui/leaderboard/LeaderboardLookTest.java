package dev.parley.ui.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.core.ranking.Board;
import dev.parley.core.ranking.Board.Crowd;
import dev.parley.core.ranking.Board.Pairs;
import dev.parley.core.ranking.Choice;
import dev.parley.core.ranking.Entrant;
import dev.parley.core.ranking.Leaderboard;
import dev.parley.core.ranking.Preferences.Collector;
import dev.parley.core.ranking.Ranking;
import dev.parley.core.ranking.Standing;
import dev.parley.core.ranking.Told;
import dev.parley.core.station.StationKind;
import dev.parley.ui.bridge.Names;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeaderboardLookTest {
    private static final Board USUAL = new Board(StationKind.SIMULATOR, Pairs.DRAWN, Crowd.EVERYBODY);
    private static final List<Entrant> THREE = List.of(
            new Entrant("wren", "ab".repeat(32)),
            new Entrant("pix", "cd".repeat(32)),
            new Entrant("random", "ef".repeat(32)));

    private final Collector votes = new Collector();
    private List<Told> told = List.of();
    private int voter;

    private void pair(int first, int second, int won, int lost) {
        for (int i = 0; i < won + lost; i++) {
            votes.add(voter++, first, second, i < won ? Choice.LEFT : Choice.RIGHT, 1);
        }
    }

    private LeaderboardLook look(Board board, int voided) {
        return new LeaderboardLook(
                new Leaderboard(
                        board, THREE, Ranking.of(votes.collected(), 0.1, 500, 3), voided, 0, told, Instant.EPOCH),
                new Names.Known(
                        Map.of(),
                        Map.of("wren", "Wren", "pix", "Pix", "random", "Random motion", "oracle", "Oracle"),
                        List.of("oracle")));
    }

    @Test
    void policiesThatCannotBeToldApartShareATierAndARangeOfPlaces() {
        pair(0, 1, 22, 20);
        pair(1, 2, 60, 5);
        pair(0, 2, 60, 5);
        LeaderboardLook look = look(USUAL, 0);
        assertThat(look.sentence())
                .isEqualTo(
                        "172 blind votes by 172 people on simulated robots. Simulated and real ones are never mixed.");
        LeaderboardLook.Group group = look.groups().getFirst();
        assertThat(group.title()).as("one group needs no name").isEmpty();
        assertThat(group.tiers()).extracting(LeaderboardLook.Tier::name).containsExactly("Tier A", "Tier B");
        assertThat(group.tiers())
                .extracting(LeaderboardLook.Tier::says)
                .containsExactly("these two cannot be told apart yet", "clearly below the tier above");
        assertThat(group.tiers().getFirst().rows()).extracting(Row::place).containsExactly("1 to 2", "1 to 2");
        Row last = group.tiers().getLast().rows().getFirst();
        assertThat(last.title()).isEqualTo("Random motion");
        assertThat(last.place()).isEqualTo("3");
        assertThat(last.preferred()).isBetween(last.low(), last.high());
        assertThat(last.sentence()).matches("\\d+ %, \\d+ to \\d+");
        assertThat(look.upset()).isEqualTo("Had 2 votes gone the other way, Pix would lead instead of Wren.");
        assertThat(look.left()).isEqualTo("No comparison was lost.");
        assertThat(look(USUAL, 1).left()).contains("would not change the first place");
        assertThat(look(USUAL, 2).left()).contains("2 comparisons").contains("might be another");
    }

    @Test
    void whatIsToldWhereThingsAreStandsBelowWithoutAPlace() {
        assertThat(look(USUAL, 0).unranked()).containsExactly(new LeaderboardLook.Named("Oracle", "/policies/oracle"));
        assertThat(look(USUAL, 0).told()).as("nobody chose it").isEmpty();
        pair(0, 1, 3, 3);
        told = List.of(new Told(new Entrant("oracle", "09".repeat(32)), THREE.getFirst(), new Standing.Tally(5, 2, 1)));
        LeaderboardLook look = look(new Board(StationKind.SIMULATOR, Pairs.CHOSEN, Crowd.EVERYBODY), 0);
        assertThat(look.told()).singleElement().satisfies(row -> {
            assertThat(row.title()).isEqualTo("Oracle");
            assertThat(row.against()).isEqualTo("Wren");
            assertThat(row.tally().won()).isEqualTo(5);
        });
        assertThat(look.groups().getFirst().tiers())
                .flatExtracting(LeaderboardLook.Tier::rows)
                .extracting(Row::title)
                .containsExactlyInAnyOrder("Wren", "Pix");
    }

    @Test
    void groupsThatNobodyComparedStandApart() {
        pair(0, 1, 3, 3);
        votes.add(voter++, 2, 3, Choice.LEFT, 1);
        LeaderboardLook look = new LeaderboardLook(
                new Leaderboard(
                        USUAL,
                        List.of(THREE.get(0), THREE.get(1), THREE.get(2), new Entrant("other", "01".repeat(32))),
                        Ranking.of(votes.collected(), 0.1, 100, 3),
                        0,
                        2,
                        List.of(),
                        Instant.EPOCH),
                new Names.Known(Map.of(), Map.of(), List.of()));
        assertThat(look.groups())
                .extracting(LeaderboardLook.Group::title)
                .containsExactly("Group 1 of 2", "Group 2 of 2");
        assertThat(look.groups()).extracting(LeaderboardLook.Group::bounded).containsExactly(true, false);
        assertThat(look.groups().getLast().tiers().getFirst().rows().getFirst().mark())
                .startsWith("never lost yet");
        assertThat(look.upset()).isEqualTo("Two policies share the first place: the next vote decides.");
        assertThat(look.left()).endsWith("2 more wait for votes.");
    }

    @Test
    void leaderboardWithoutVotesSaysWhoseAreMissing() {
        assertThat(look(USUAL, 0).empty()).isTrue();
        assertThat(look(USUAL, 0).nothing()).isEqualTo("Nobody has compared two policies on simulated robots yet.");
        assertThat(look(new Board(StationKind.REAL_ROBOT, Pairs.CHOSEN, Crowd.GUESTS), 0)
                        .nothing())
                .isEqualTo("No guest has compared two policies of an asker’s own choice on real robots yet.");
        assertThat(look(new Board(StationKind.REHEARSAL, Pairs.DRAWN, Crowd.EVERYBODY), 0)
                        .nothing())
                .isEqualTo("Nobody has compared two policies on simulated robots in rehearsal yet.");
        assertThat(look(USUAL, 3).left()).doesNotContain("first place");
    }

    @Test
    void addressesNameTheBoardAndUnknownNamesAreLeftOut() {
        Board board = new Board(StationKind.REAL_ROBOT, Pairs.DRAWN, Crowd.ACCOUNTS);
        assertThat(Ranks.address(board)).isEqualTo("/leaderboard?body=real_robot&crowd=accounts");
        assertThat(Ranks.board(Map.of("body", "real_robot", "crowd", "accounts")))
                .isEqualTo(board);
        assertThat(Ranks.board(Map.of("body", "moon", "pairs", "<script>"))).isEqualTo(USUAL);
        assertThat(Ranks.address(USUAL)).isEqualTo("/leaderboard");
        assertThat(look(board, 0).ways())
                .flatExtracting(LeaderboardLook.Ways::choices)
                .filteredOn(LeaderboardLook.Way::on)
                .extracting(LeaderboardLook.Way::label)
                .containsExactly("Real", "Accounts", "Drawn by lot");
    }

    @Test
    void bodiesAreToldApartByName() {
        assertThat(look(USUAL, 0).ways().getFirst().choices())
                .extracting(LeaderboardLook.Way::label)
                .containsExactly("Simulated", "Real", "Rehearsal");
    }

    @Test
    void middlePolicyIsPreferredHalfTheTime() {
        pair(0, 1, 5, 5);
        Row row = look(USUAL, 0).groups().getFirst().tiers().getFirst().rows().getFirst();
        assertThat(row.preferred()).isCloseTo(50, within(1e-6));
        assertThat(row.points()).isEqualTo("1000");
    }
}
