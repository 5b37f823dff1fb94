package dev.parley.scheduler.wait;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.episode.EpisodeState;
import dev.parley.core.prompt.WaitEstimates.Range;
import dev.parley.core.prompt.WaitEstimates.Reason;
import dev.parley.core.quota.DayRoom;
import dev.parley.core.station.ConsoleRule;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.station.WantedBody;
import dev.parley.core.turn.PersonsNote;
import dev.parley.core.turn.PriorityClass;
import dev.parley.core.turn.TurnData;
import dev.parley.scheduler.TestStations;
import dev.parley.scheduler.TestTurns;
import dev.parley.scheduler.queue.ClassShares;
import dev.parley.scheduler.queue.Requirement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LineViewTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final List<StationData> stations = new ArrayList<>();
    private final List<TurnData> waiting = new ArrayList<>();
    private final List<RunningEpisode> running = new ArrayList<>();
    private DayRoom room = DayRoom.ALL;
    private List<Duration> measured = Collections.nCopies(5, Duration.ofSeconds(60));

    @Test
    void waitIsTheRestOfTheRunningEpisodePlusThoseAhead() {
        StationData station = online(1);
        runs(station, EpisodeState.RUNNING, 20);
        waits(3);
        LineView.Standing third = view().of(waiting.get(2));
        assertThat(third.position()).isEqualTo(3);
        // 60 - 20 of the running one, then 60 for each of the two ahead.
        assertThat(third.estimate()).contains(exactly(160));
        assertThat(third.said())
                .isEqualTo(new WaitSentences.Said(Reason.OTHERS_AHEAD, "2 ahead; the station is running an episode"));
    }

    @Test
    void aFreeSlotMeansNoWaitEvenWhereNothingWasMeasured() {
        measured = List.of();
        online(1);
        waits(2);
        assertThat(view().of(waiting.get(0)).estimate()).contains(exactly(0));
        assertThat(view().of(waiting.get(0)).said().reason()).isEqualTo(Reason.NEXT);
        assertThat(view().of(waiting.get(1)).estimate()).isEmpty();
    }

    @Test
    void slotsOfSeveralStationsShareOneLine() {
        online(1);
        online(2);
        waits(5);
        assertThat(view().of(waiting.get(2)).estimate()).contains(exactly(0));
        assertThat(view().of(waiting.get(4)).estimate()).contains(exactly(60));
        assertThat(view().of(waiting.get(4)).position()).isEqualTo(5);
    }

    @Test
    void anEpisodeThatRanLongAlreadyEndsAtADurationLongerThanThat() {
        measured = seconds(10, 10, 10, 100);
        StationData station = online(1);
        runs(station, EpisodeState.RUNNING, 50);
        waits(1);
        assertThat(view().of(waiting.getFirst()).estimate()).contains(exactly(50));
    }

    @Test
    void halfAndNineInTenFollowTheMeasuredDurations() {
        measured = seconds(10, 10, 10, 100);
        StationData station = online(1);
        runs(station, EpisodeState.RUNNING, 0);
        waits(1);
        assertThat(view().of(waiting.getFirst()).estimate())
                .contains(new Range(Duration.ofSeconds(10), Duration.ofSeconds(100)));
    }

    @Test
    void anEpisodeThatOutlastedAllMeasuredOnesEndsNow() {
        StationData station = online(1);
        runs(station, EpisodeState.RUNNING, 500);
        waits(1);
        assertThat(view().of(waiting.getFirst()).estimate()).contains(exactly(0));
    }

    @Test
    void whereTooLittleWasMeasuredThereIsNoEstimateButAPosition() {
        measured = seconds(60, 60);
        StationData station = online(1);
        runs(station, EpisodeState.RUNNING, 5);
        waits(2);
        LineView.Standing second = view().of(waiting.get(1));
        assertThat(second.estimate()).isEmpty();
        assertThat(second.position()).isEqualTo(2);
    }

    @Test
    void aStationThatResetsIsNamedAsTheReason() {
        StationData station = online(1);
        runs(station, EpisodeState.RESETTING, 1);
        waits(2);
        assertThat(view().of(waiting.get(0)).said())
                .isEqualTo(new WaitSentences.Said(Reason.STATION_RESETTING, "Next in line; the station is resetting"));
        assertThat(view().of(waiting.get(1)).said())
                .isEqualTo(new WaitSentences.Said(Reason.OTHERS_AHEAD, "1 ahead; the station is resetting"));
    }

    @Test
    void anOfflineStationSaysWhenItWasSeenAndWhyItIsAway() {
        stations.add(TestStations.offline("Tabletop 1", NOW.minus(Duration.ofMinutes(4)), "The connection was lost."));
        waits(2);
        LineView.Standing second = view().of(waiting.get(1));
        assertThat(second.position()).isEqualTo(2);
        assertThat(second.estimate()).isEmpty();
        assertThat(second.said())
                .isEqualTo(new WaitSentences.Said(
                        Reason.STATION_OFFLINE,
                        "1 ahead; Tabletop 1 is offline, last seen 4 min ago: The connection was lost"));
    }

    @Test
    void whereNobodyStandsByThatIsSaidAndCalledNoFault() {
        stations.add(TestStations.unfit(
                StationKind.REHEARSAL,
                "Rehearsal",
                "Nobody stands by at the station; a person has to be present at its local console."));
        waits(1);
        assertThat(view().of(waiting.getFirst()).said())
                .isEqualTo(new WaitSentences.Said(
                        Reason.STATION_STOPPED,
                        "Next in line; Rehearsal takes no work now: Nobody stands by at the station; a person has to be"
                                + " present at its local console"));
    }

    @Test
    void stationThatWaitsForAPersonAtItsConsoleSaysForWhatAndNamesNobody() {
        stations.add(TestStations.attended(
                "Bench 1", new StationData.Console(ConsoleRule.READ_EACH, Optional.empty(), false, false)));
        waits(1);
        assertThat(view().of(waiting.getFirst()).said())
                .isEqualTo(new WaitSentences.Said(
                        Reason.STATION_PAUSED,
                        "Next in line; Bench 1 waits for a person: nobody is signed on at its console"));

        stations.clear();
        stations.add(TestStations.attended(
                "Bench 1", new StationData.Console(ConsoleRule.READ_EACH, Optional.of("Ada"), true, false)));
        assertThat(view().of(waiting.getFirst()).said())
                .isEqualTo(new WaitSentences.Said(
                        Reason.STATION_RESETTING,
                        "Next in line; Bench 1 waits for a person: its table is being reset"));
    }

    @Test
    void whoWasRefusedByAPersonReadsSoWhetherTheOtherStationWorksOrIsAway() {
        stations.add(TestStations.offline("Tabletop 1", NOW.minusSeconds(30), "gone"));
        waiting.add(TestTurns.noted(0, 1, PersonsNote.refused("Bench 1", "the bowl is cracked")));
        assertThat(view().of(waiting.getFirst()).said())
                .isEqualTo(new WaitSentences.Said(
                        Reason.STATION_OFFLINE,
                        "A person at Bench 1 chose not to run this: “the bowl is cracked”; it waits for another station;"
                                + " next in line; Tabletop 1 is offline, last seen 30 s ago: gone"));

        online(1);
        assertThat(view().of(waiting.getFirst()).said())
                .isEqualTo(new WaitSentences.Said(
                        Reason.NEXT,
                        "A person at Bench 1 chose not to run this: “the bowl is cracked”; it waits for another station;"
                                + " next in line"));
    }

    @Test
    void ofSeveralStationsThatAreAwayTheOneThatWillPassFirstIsNamed() {
        stations.add(TestStations.offline("Tabletop 1", NOW.minusSeconds(30), "gone"));
        stations.add(TestStations.stopped("Tabletop 2"));
        waits(1);
        assertThat(view().of(waiting.getFirst()).said().reason()).isEqualTo(Reason.STATION_STOPPED);
        stations.add(TestStations.paused("Tabletop 3"));
        assertThat(view().of(waiting.getFirst()).said())
                .isEqualTo(new WaitSentences.Said(
                        Reason.STATION_PAUSED,
                        "Next in line; none of 3 stations takes work; Tabletop 3 takes no new work: The table is being"
                                + " cleaned"));
    }

    @Test
    void whereNoStationFitsThereIsNeitherPositionNorEstimate() {
        online(1);
        waiting.add(TestTurns.waiting(PriorityClass.PUBLIC, 0, 1, "kitchen", Optional.empty()));
        LineView.Standing standing = view().of(waiting.getFirst());
        assertThat(standing.position()).isZero();
        assertThat(standing.said().reason()).isEqualTo(Reason.NO_STATION_FITS);
    }

    @Test
    void aBodyThatNoStationHasIsNamed() {
        online(1);
        Requirement robot = new Requirement(
                TestTurns.SCENE,
                TestTurns.DIGEST,
                TestTurns.EMBODIMENT,
                TestTurns.ACTIONS,
                Optional.empty(),
                Optional.of(WantedBody.REAL),
                Optional.empty());
        LineView.Standing standing = view().ofNewcomer(robot);
        assertThat(standing.said().reason()).isEqualTo(Reason.NO_STATION_FITS);
        assertThat(standing.said().text()).isEqualTo("No real robot can run this scene with this policy at the moment");
    }

    @Test
    void aTurnPinnedToAnOfflineStationStandsInNobodysWay() {
        online(1);
        StationData away = TestStations.offline("Tabletop 2", NOW.minusSeconds(60), "gone");
        stations.add(away);
        waiting.add(TestTurns.waiting(PriorityClass.PUBLIC, 0, 1, TestTurns.SCENE, Optional.of(away.id())));
        waiting.add(TestTurns.waiting(1, 2));
        assertThat(view().of(waiting.get(1)).position()).isEqualTo(1);
        assertThat(view().of(waiting.get(0)).said().reason()).isEqualTo(Reason.STATION_OFFLINE);
    }

    @Test
    void aTurnThatLostItsStationSaysSo() {
        StationData station = online(1);
        runs(station, EpisodeState.RUNNING, 5);
        waiting.add(TestTurns.lostBefore(0, 1, "contact with the station was lost in mid-episode"));
        assertThat(view().of(waiting.getFirst()).said())
                .isEqualTo(new WaitSentences.Said(
                        Reason.RETRYING_AFTER_LOSS,
                        "Contact with the station was lost in mid-episode; next in line; the station is running an"
                                + " episode"));
    }

    @Test
    void aStudyTakesItsShareOfPositions() {
        online(1);
        waits(4);
        for (int i = 0; i < 4; i++) {
            waiting.add(TestTurns.waiting(PriorityClass.STUDY, 0, 100 + i));
        }
        // 50 to 40 with 10 unused: public and study alternate, public first.
        assertThat(view().of(waiting.get(0)).position()).isEqualTo(1);
        assertThat(view().of(waiting.get(1)).position()).isEqualTo(3);
        assertThat(view().of(waiting.get(3)).couldHaveGrown()).isEqualTo("others use their share of the station");
    }

    @Test
    void whoAsksNowStandsBehindTheRoundThatIsBeingServed() {
        StationData station = online(1);
        runs(station, EpisodeState.RUNNING, 0);
        waiting.add(TestTurns.waiting(5, 1));
        waiting.add(TestTurns.waiting(6, 2));
        LineView.Standing newcomer = view().ofNewcomer(Requirement.of(waiting.getFirst()));
        assertThat(newcomer.position()).isEqualTo(2);
        assertThat(newcomer.estimate()).contains(exactly(120));
        assertThat(newcomer.said().text()).isEqualTo("1 ahead");
    }

    @Test
    void whereALabsDayIsFullThatIsSaidWithWhenItGoesOnAndNothingEarlierIsPromised() {
        StationData station = online(1);
        waits(2);
        Instant free = NOW.plus(Duration.ofMinutes(125));
        room = DayRoom.of(Set.of(station.id()), Set.of(TestTurns.DIGEST), 40, 0, Optional.of(free), Optional.empty());
        LineView.Standing second = view().of(waiting.get(1));
        assertThat(second.position()).isEqualTo(2);
        assertThat(second.estimate()).isEmpty();
        assertThat(second.said())
                .isEqualTo(new WaitSentences.Said(
                        Reason.LAB_DAY_FULL,
                        "1 ahead; the lab has given this policy its 40 episodes of 24 hours; the next is free at 14:05"
                                + " UTC, in 3 h"));
    }

    @Test
    void nobodyIsPromisedWhatTheDayHasNoRoomFor() {
        StationData station = online(1);
        waits(3);
        room = DayRoom.of(Set.of(station.id()), Set.of(), 40, 2, Optional.empty(), Optional.empty());
        assertThat(view().of(waiting.get(0)).estimate()).contains(exactly(0));
        assertThat(view().of(waiting.get(1)).estimate()).contains(exactly(60));
        assertThat(view().of(waiting.get(2)).estimate()).isEmpty();
    }

    @Test
    void comparisonNeedsRoomForTwoAndAnotherLabsStationTakesIt() {
        StationData full = online(1);
        waiting.add(TestTurns.firstOfTwo(1, 1));
        room = DayRoom.of(Set.of(full.id()), Set.of(TestTurns.DIGEST), 1, 1, Optional.empty(), Optional.empty());
        assertThat(view().of(waiting.getFirst()).said().text())
                .isEqualTo("Next in line; the lab has given one of these policies its 1 episode of 24 hours, and a"
                        + " comparison needs two");
        online(1);
        assertThat(view().of(waiting.getFirst()).said().reason()).isEqualTo(Reason.NEXT);
        assertThat(view().of(waiting.getFirst()).estimate()).contains(exactly(0));
    }

    @Test
    void whatALabAsksOfItsStationEveryDayIsInNoQuota() {
        StationData station = online(1);
        waiting.add(TestTurns.waiting(PriorityClass.PUBLIC, 1, 1));
        waiting.add(TestTurns.waiting(PriorityClass.LAB, 1, 2));
        room = DayRoom.of(Set.of(station.id()), Set.of(), 0, 0, Optional.empty(), Optional.empty());
        assertThat(view().of(waiting.get(0)).said().reason()).isEqualTo(Reason.LAB_DAY_FULL);
        assertThat(view().of(waiting.get(1)).estimate()).contains(exactly(0));
    }

    private LineView view() {
        Measured known = new Measured(Map.of(new Measured.Key(StationKind.SIMULATOR, TestTurns.SCENE), measured), 3);
        LineState state = new LineState(
                NOW, stations, LineState.byId(waiting), running, known, 5, new ClassShares(50, 40, 10), room);
        return new LineView(state, 200);
    }

    private StationData online(int slots) {
        StationData station = TestStations.online("Tabletop " + (stations.size() + 1), slots);
        stations.add(station);
        return station;
    }

    private void runs(StationData station, EpisodeState state, int elapsedSeconds) {
        running.add(new RunningEpisode(station.id(), TestTurns.SCENE, state, Duration.ofSeconds(elapsedSeconds), 1));
    }

    private void waits(int turns) {
        for (int i = 0; i < turns; i++) {
            waiting.add(TestTurns.waiting(i, i));
        }
    }

    private static Range exactly(int seconds) {
        return new Range(Duration.ofSeconds(seconds), Duration.ofSeconds(seconds));
    }

    private static List<Duration> seconds(int... each) {
        return java.util.Arrays.stream(each).mapToObj(Duration::ofSeconds).toList();
    }
}
