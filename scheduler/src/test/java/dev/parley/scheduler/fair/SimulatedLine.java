package dev.parley.scheduler.fair;

import static java.util.Objects.requireNonNull;

import dev.parley.contracts.AuthorId;
import dev.parley.scheduler.fair.FairTurns.Fellow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One class of turns and one station, played by hand: ask, then serve in order of place. */
final class SimulatedLine {
    private final Map<String, List<Fellow>> prefixes = new HashMap<>();
    private final Map<Long, String> prefixOf = new HashMap<>();
    private long tickets;
    private long served;

    /** @return the ticket */
    long ask(String prefix, AuthorId author) {
        List<Fellow> fellows = prefixes.computeIfAbsent(prefix, each -> new ArrayList<>());
        long ticket = ++tickets;
        FairTurns.Admitted admitted = FairTurns.admit(served, fellows, author, ticket);
        fellows.replaceAll(fellow -> admitted.moved().containsKey(fellow.ticket())
                ? new Fellow(
                        fellow.ticket(),
                        fellow.author(),
                        fellow.authorRound(),
                        admitted.moved().get(fellow.ticket()),
                        fellow.waiting())
                : fellow);
        fellows.add(new Fellow(ticket, author, admitted.authorRound(), admitted.fairRound(), true));
        prefixOf.put(ticket, prefix);
        return ticket;
    }

    /** Serves the first in line. */
    Served serve() {
        Fellow first = order().getFirst();
        String prefix = requireNonNull(prefixOf.get(first.ticket()));
        List<Fellow> fellows = requireNonNull(prefixes.get(prefix));
        fellows.replaceAll(fellow -> fellow.ticket() == first.ticket()
                ? new Fellow(first.ticket(), first.author(), first.authorRound(), first.fairRound(), false)
                : fellow);
        served = Math.max(served, first.fairRound());
        return new Served(first.ticket(), prefix, first.author());
    }

    List<Served> serve(int turns) {
        List<Served> all = new ArrayList<>();
        for (int i = 0; i < turns && !order().isEmpty(); i++) {
            all.add(serve());
        }
        return all;
    }

    /** Who waits, in order. */
    List<Fellow> order() {
        return prefixes.values().stream()
                .flatMap(List::stream)
                .filter(Fellow::waiting)
                .sorted(Comparator.comparingLong(Fellow::fairRound).thenComparingLong(Fellow::ticket))
                .toList();
    }

    record Served(long ticket, String prefix, AuthorId author) {}
}
