package dev.parley.scheduler.fair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.contracts.AuthorId;
import dev.parley.core.account.Author;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.turn.Admission.Given;
import dev.parley.core.turn.Admission.Needs;
import dev.parley.core.turn.Admission.Newcomer;
import dev.parley.core.turn.Admission.NoRoom;
import dev.parley.core.turn.Admission.Place;
import dev.parley.core.turn.LineClosed;
import dev.parley.core.turn.PriorityClass;
import dev.parley.scheduler.fair.FairPlaces.Asker;
import dev.parley.scheduler.fair.FairPlaces.Counters;
import dev.parley.scheduler.fair.FairPlaces.Line;
import dev.parley.scheduler.fair.FairTurns.Fellow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeatPlanTest {
    private static final long SERVED = 3;

    /** What PostgreSQL would hold. */
    private final Map<Line, List<Fellow>> stored = new HashMap<>();

    private long nextTicket = 1;
    private LineReach.Reach reach = LineReach.Reach.OPEN;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void aGroupGetsThePlacesThatItsMembersWouldGetOneAfterTheOther(int seed) {
        List<Newcomer> newcomers = crowd(new Random(seed), 60);
        Map<Long, Long> oneByOne = placesAfter(newcomers, 1);
        stored.clear();
        nextTicket = 1;
        assertThat(placesAfter(newcomers, 7)).isEqualTo(oneByOne);
        stored.clear();
        nextTicket = 1;
        assertThat(placesAfter(newcomers, 60)).isEqualTo(oneByOne);
    }

    @Test
    void limitsCountThoseWhoCameInTheSameGroup() {
        Newcomer busy = newcomer("net", AuthorId.random());
        Newcomer other = newcomer("net", AuthorId.random());
        SeatPlan plan = plan(new AdmissionLimits(2, 500, 3, 100), 10);
        List.of(busy, busy, busy, other, other).forEach(plan::admit);
        List<Place> places = plan.places();
        assertThat(places.get(0)).isInstanceOf(Given.class);
        assertThat(places.get(1)).isInstanceOf(Given.class);
        assertThat(places.get(2))
                .isInstanceOfSatisfying(
                        NoRoom.class, full -> assertThat(full.why().detail()).contains("already have 2"));
        assertThat(places.get(3)).isInstanceOf(Given.class);
        assertThat(places.get(4))
                .isInstanceOfSatisfying(
                        NoRoom.class, full -> assertThat(full.why().detail()).contains("3 prompts from your network"));
        assertThat(plan.seats()).hasSize(3);
    }

    @Test
    void aFullLineRefusesTheRestOfAGroup() {
        SeatPlan plan = plan(new AdmissionLimits(5, 500, 5, 10), 9);
        plan.admit(newcomer("a", AuthorId.random()));
        plan.admit(newcomer("b", AuthorId.random()));
        assertThat(plan.places().getFirst()).isInstanceOf(Given.class);
        assertThat(plan.places().getLast())
                .isInstanceOfSatisfying(
                        NoRoom.class, full -> assertThat(full.why().code()).isEqualTo(ErrorCode.QUEUE_FULL));
    }

    @Test
    void whoWouldWaitTooLongIsTurnedAwayWithoutATraceAndTheNextOneGetsTheirTicket() {
        Needs needs = new Needs("table", "d".repeat(64), "arm", "delta", Optional.empty());
        reach = (wanted, place) -> place.fairRound() > SERVED
                ? Optional.of(new LineClosed(Duration.ofHours(3), Duration.ofHours(2)))
                : Optional.empty();
        AuthorId busy = AuthorId.random();
        SeatPlan plan = plan(new AdmissionLimits(5, 500, 5, 10), 0);
        plan.admit(new Newcomer(new Author(busy, "a"), PriorityClass.PUBLIC, Optional.of(needs)));
        // A second one of the same person comes a round later: too late.
        plan.admit(new Newcomer(new Author(busy, "a"), PriorityClass.PUBLIC, Optional.of(needs)));
        plan.admit(new Newcomer(new Author(AuthorId.random(), "b"), PriorityClass.PUBLIC, Optional.of(needs)));
        plan.admit(newcomer("c", AuthorId.random()));
        assertThat(plan.places().get(1))
                .isInstanceOfSatisfying(
                        NoRoom.class,
                        closed -> assertThat(closed.why())
                                .isInstanceOfSatisfying(
                                        LineClosed.class,
                                        why -> assertThat(why.expectedWait()).isEqualTo(Duration.ofHours(3)))
                                .hasMessageContaining("up to 3 h")
                                .hasMessageContaining("more than 2 h"));
        assertThat(plan.places()).element(0).isInstanceOf(Given.class);
        assertThat(plan.places())
                .element(2)
                .isInstanceOfSatisfying(
                        Given.class,
                        given -> assertThat(given.placement().ticket()).isEqualTo(2));
        assertThat(plan.seats()).hasSize(3);
    }

    /** Fair rounds by ticket after all were admitted in groups of this size. */
    private Map<Long, Long> placesAfter(List<Newcomer> newcomers, int size) {
        for (int from = 0; from < newcomers.size(); from += size) {
            SeatPlan plan = plan(new AdmissionLimits(1000, 1000, 1000, 10_000), 0);
            newcomers.subList(from, Math.min(from + size, newcomers.size())).forEach(plan::admit);
            store(plan);
        }
        Map<Long, Long> places = new TreeMap<>();
        stored.values().forEach(line -> line.forEach(fellow -> places.put(fellow.ticket(), fellow.fairRound())));
        return places;
    }

    private SeatPlan plan(AdmissionLimits limits, long inAll) {
        Map<PriorityClass, Long> served = Map.of(PriorityClass.PUBLIC, SERVED);
        List<Long> tickets =
                LongStream.range(nextTicket, nextTicket + 100).boxed().toList();
        Map<Asker, Long> waiting = new HashMap<>();
        stored.forEach((line, fellows) -> fellows.forEach(
                fellow -> waiting.merge(new Asker(line.priorityClass(), fellow.author()), 1L, Long::sum)));
        return new SeatPlan(limits, new Counters(served, tickets), stored, waiting, inAll, reach);
    }

    private void store(SeatPlan plan) {
        Map<Long, Long> moved = plan.moved();
        stored.replaceAll((line, fellows) -> new ArrayList<>(fellows.stream()
                .map(fellow -> new Fellow(
                        fellow.ticket(),
                        fellow.author(),
                        fellow.authorRound(),
                        moved.getOrDefault(fellow.ticket(), fellow.fairRound()),
                        true))
                .toList()));
        plan.seats().stream()
                .sorted((a, b) -> Long.compare(a.ticket(), b.ticket()))
                .forEach(seat -> stored.computeIfAbsent(seat.line(), line -> new ArrayList<>())
                        .add(new Fellow(seat.ticket(), seat.author(), seat.authorRound(), seat.fairRound(), true)));
        nextTicket += plan.seats().size();
    }

    private static List<Newcomer> crowd(Random random, int size) {
        List<AuthorId> authors = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            authors.add(AuthorId.random());
        }
        List<Newcomer> crowd = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            int author = random.nextInt(authors.size());
            crowd.add(newcomer("net-" + author % 3, authors.get(author)));
        }
        return crowd;
    }

    private static Newcomer newcomer(String prefix, AuthorId author) {
        return new Newcomer(new Author(author, prefix), PriorityClass.PUBLIC);
    }
}
