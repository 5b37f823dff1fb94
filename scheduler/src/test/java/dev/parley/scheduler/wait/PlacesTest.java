package dev.parley.scheduler.wait;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.episode.EpisodeState;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.turn.Placement;
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
import org.junit.jupiter.api.Test;

class PlacesTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final int MORE = 10;

    private final StationData station = TestStations.online("Tabletop 1", 1);
    private final List<TurnData> waiting = new ArrayList<>();
    private int runningTurns = 1;
    private List<Duration> measured = Collections.nCopies(5, Duration.ofSeconds(90));

    @Test
    void eachPlaceIsOneEpisodeLaterThanTheOneBefore() {
        waiting.add(TestTurns.waiting(5, 1));
        waiting.add(TestTurns.waiting(6, 2));
        Places places = places();
        assertThat(places.behind(0)).contains(Duration.ofSeconds(90));
        assertThat(places.behind(2)).contains(Duration.ofSeconds(270));
        assertThat(places.behind(11)).contains(Duration.ofSeconds(12 * 90));
        assertThat(places.behind(5000)).contains(Duration.ofSeconds(12 * 90));
    }

    @Test
    void comparisonTakesItsSlotForBothItsTurnsWhetherItWaitsOrRuns() {
        waiting.add(TestTurns.firstOfTwo(5, 1));
        waiting.add(TestTurns.waiting(6, 2));
        assertThat(places().behind(0)).contains(Duration.ofSeconds(90));
        assertThat(places().behind(1)).contains(Duration.ofSeconds(270));
        assertThat(places().behind(2)).contains(Duration.ofSeconds(360));
        runningTurns = 2;
        assertThat(places().behind(0)).contains(Duration.ofSeconds(180));
        assertThat(places().behind(2)).contains(Duration.ofSeconds(450));
    }

    @Test
    void whoAskedLessStandsBeforeWhoAskedMore() {
        waiting.add(TestTurns.waiting(5, 1));
        waiting.add(TestTurns.waiting(6, 2));
        waiting.add(TestTurns.waiting(7, 3));
        assertThat(places().before(new Placement(PriorityClass.PUBLIC, 5, 4))).isEqualTo(1);
        assertThat(places().before(new Placement(PriorityClass.PUBLIC, 8, 4))).isEqualTo(3);
    }

    @Test
    void studiesThatTakeTheirShareMakeTheWaitLonger() {
        waiting.add(TestTurns.waiting(5, 1));
        for (int i = 0; i < 20; i++) {
            waiting.add(TestTurns.waiting(PriorityClass.STUDY, 0, 100 + i));
        }
        // The public and the study alternate, the public first.
        assertThat(places().behind(0)).contains(Duration.ofSeconds(90));
        assertThat(places().behind(1)).contains(Duration.ofSeconds(270));
    }

    @Test
    void whereTooLittleWasMeasuredNoWaitIsTold() {
        measured = List.of();
        assertThat(places().behind(3)).isEmpty();
    }

    private Places places() {
        Measured known = new Measured(Map.of(new Measured.Key(StationKind.SIMULATOR, TestTurns.SCENE), measured), 3);
        RunningEpisode running =
                new RunningEpisode(station.id(), TestTurns.SCENE, EpisodeState.RUNNING, Duration.ZERO, runningTurns);
        LineState state = new LineState(
                NOW,
                List.of(station),
                LineState.byId(waiting),
                List.of(running),
                known,
                5,
                new ClassShares(50, 40, 10));
        return Places.of(state, Requirement.of(TestTurns.waiting(0, 0)), MORE, 200);
    }
}
