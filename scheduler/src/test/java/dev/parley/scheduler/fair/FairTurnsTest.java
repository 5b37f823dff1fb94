package dev.parley.scheduler.fair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.contracts.AuthorId;
import dev.parley.scheduler.fair.FairTurns.Fellow;
import dev.parley.scheduler.fair.SimulatedLine.Served;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FairTurnsTest {
    private final SimulatedLine line = new SimulatedLine();

    @Test
    void oneAuthorWithAHundredTurnsDelaysANewcomerOfAnotherNetworkByAtMostOneTurn() {
        AuthorId busy = AuthorId.random();
        IntStream.range(0, 100).forEach(i -> line.ask("cafe", busy));
        for (int servedBefore = 0; servedBefore < 60; servedBefore += 7) {
            line.serve(servedBefore == 0 ? 0 : 7);
            long newcomer = line.ask("home-" + servedBefore, AuthorId.random());
            assertThat(placeOf(newcomer)).isLessThanOrEqualTo(1);
            line.serve(2);
        }
    }

    @Test
    void oneAuthorWithAHundredTurnsDelaysANeighbourOnTheSameNetworkByAtMostOneTurn() {
        AuthorId busy = AuthorId.random();
        IntStream.range(0, 100).forEach(i -> line.ask("school", busy));
        line.serve(3);
        long neighbour = line.ask("school", AuthorId.random());
        assertThat(placeOf(neighbour)).isLessThanOrEqualTo(1);
    }

    @Test
    void fiftyCookiesOfOneNetworkGetTogetherWhatOneNetworkGets() {
        IntStream.range(0, 50).forEach(i -> line.ask("crowd", AuthorId.random()));
        AuthorId alone = AuthorId.random();
        IntStream.range(0, 50).forEach(i -> line.ask("home", alone));
        List<Served> first = line.serve(40);
        assertThat(first.stream().filter(each -> each.prefix().equals("crowd")).count())
                .isBetween(19L, 21L);
    }

    @Test
    void newCookiesThatComeLaterGainNothingBehindABusyNeighbour() {
        AuthorId busy = AuthorId.random();
        AuthorId elsewhere = AuthorId.random();
        IntStream.range(0, 60).forEach(i -> line.ask("crowd", busy));
        IntStream.range(0, 120).forEach(i -> line.ask("home", elsewhere));
        line.serve(10);
        IntStream.range(0, 50).forEach(i -> line.ask("crowd", AuthorId.random()));
        List<Served> next = line.serve(60);
        assertThat(next.stream().filter(each -> each.prefix().equals("crowd")).count())
                .isBetween(29L, 31L);
    }

    @Test
    void aSchoolOfThirtyAuthorsProgressesEvenlyInWhateverOrderTheyAsk() {
        SplittableRandom random = new SplittableRandom(7);
        List<AuthorId> pupils =
                IntStream.range(0, 30).mapToObj(i -> AuthorId.random()).toList();
        List<AuthorId> asks = new ArrayList<>();
        pupils.forEach(pupil -> IntStream.range(0, 5).forEach(i -> asks.add(pupil)));
        for (int i = asks.size() - 1; i > 0; i--) {
            asks.set(i, asks.set(random.nextInt(i + 1), asks.get(i)));
        }
        asks.forEach(pupil -> line.ask("school", pupil));
        Map<AuthorId, Integer> got = new HashMap<>();
        pupils.forEach(pupil -> got.put(pupil, 0));
        for (int served = 1; served <= 150; served++) {
            got.merge(line.serve().author(), 1, Integer::sum);
            int most = got.values().stream().mapToInt(i -> i).max().orElseThrow();
            int least = got.values().stream().mapToInt(i -> i).min().orElseThrow();
            assertThat(most - least).as("after %d turns", served).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void everyNetworkGetsItsEvenShareWhileAllHaveTurnsWaiting() {
        SplittableRandom random = new SplittableRandom(11);
        for (int trial = 0; trial < 20; trial++) {
            SimulatedLine mixed = new SimulatedLine();
            int networks = random.nextInt(2, 8);
            for (int ask = 0; ask < networks * 40; ask++) {
                String network = "net-" + ask % networks;
                AuthorId author = new AuthorId(new java.util.UUID(ask % networks, random.nextInt(1, 6)));
                mixed.ask(network, author);
            }
            Map<String, Integer> got = new HashMap<>();
            for (int i = 0; i < networks * 20; i++) {
                got.merge(mixed.serve().prefix(), 1, Integer::sum);
            }
            assertThat(got.values()).allSatisfy(count -> assertThat(count).isBetween(19, 21));
        }
    }

    @Test
    void whoStaysAwaySavesUpNothing() {
        AuthorId early = AuthorId.random();
        line.ask("home", early);
        line.serve();
        AuthorId busy = AuthorId.random();
        IntStream.range(0, 50).forEach(i -> line.ask("cafe", busy));
        line.serve(30);
        IntStream.range(0, 20).forEach(i -> line.ask("home", early));
        List<Served> next = line.serve(20);
        assertThat(next.stream().filter(each -> each.prefix().equals("home")).count())
                .isBetween(9L, 11L);
    }

    @Test
    void turnsParkedOnAStationThatIsAwayHandNoEarlyPlacesToLaterArrivals() {
        AuthorId parking = AuthorId.random();
        List<Fellow> parked = IntStream.range(0, 50)
                .mapToObj(i -> new Fellow(i, parking, i, i, true))
                .toList();
        FairTurns.Admitted admitted = FairTurns.admit(1000, parked, AuthorId.random(), 50);
        assertThat(admitted.fairRound()).isEqualTo(1000);
        assertThat(admitted.moved()).isEmpty();
    }

    @Test
    void aNewcomerMovesOnlyItsOwnNetworkAndOnlyBack() {
        AuthorId busy = AuthorId.random();
        IntStream.range(0, 5).forEach(i -> line.ask("school", busy));
        IntStream.range(0, 5).forEach(i -> line.ask("home", AuthorId.random()));
        Map<Long, Long> before = rounds();
        line.ask("school", AuthorId.random());
        Map<Long, Long> after = rounds();
        before.forEach((ticket, round) -> {
            if (ticket <= 5) {
                assertThat(after.get(ticket)).isGreaterThanOrEqualTo(round);
            } else {
                assertThat(after.get(ticket)).isEqualTo(round);
            }
        });
    }

    private Map<Long, Long> rounds() {
        Map<Long, Long> rounds = new HashMap<>();
        line.order().forEach(fellow -> rounds.put(fellow.ticket(), fellow.fairRound()));
        return rounds;
    }

    private int placeOf(long ticket) {
        return line.order().stream().map(Fellow::ticket).toList().indexOf(ticket);
    }
}
