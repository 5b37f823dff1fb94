package dev.parley.core.console;

import dev.parley.contracts.PersonId;
import dev.parley.contracts.StationId;
import dev.parley.core.audit.Actor;
import dev.parley.core.episode.Outcome;
import dev.parley.core.reactive.Transactions;
import dev.parley.core.station.ConsoleConfig;
import dev.parley.core.station.ConsoleRule;
import dev.parley.core.station.StationShifts;
import dev.parley.core.station.Stations;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Consoles in PostgreSQL. */
@ApplicationScoped
class StoredConsole implements Console {
    private final Transactions transactions;
    private final ConsoleRows rows;
    private final ConsoleMarks marks;
    private final ConsoleDeeds deeds;
    private final ConsoleAsks asks;
    private final StationShifts shifts;
    private final Stations stations;
    private final ConsoleConfig config;

    @Inject
    StoredConsole(
            Transactions transactions,
            ConsoleRows rows,
            ConsoleMarks marks,
            ConsoleDeeds deeds,
            ConsoleAsks asks,
            StationShifts shifts,
            Stations stations,
            ConsoleConfig config) {
        this.transactions = transactions;
        this.rows = rows;
        this.marks = marks;
        this.deeds = deeds;
        this.asks = asks;
        this.shifts = shifts;
        this.stations = stations;
        this.config = config;
    }

    @Override
    public Uni<ConsoleState> look(StationId id) {
        return stations.known(id)
                .chain(station -> rows.shift(id)
                        .chain(shift -> rows.asks(id)
                                .chain(asks -> rows.stops(id).map(stops -> {
                                    List<ConsoleState.Ask> open = asks.stream()
                                            .filter(ask -> ask.step() != ConsoleState.Step.DONE)
                                            .toList();
                                    Optional<ConsoleState.Ask> last = asks.stream()
                                            .filter(ask -> ask.step() == ConsoleState.Step.DONE)
                                            .findFirst();
                                    return new ConsoleState(station, shift, open, last, stops);
                                }))));
    }

    @Override
    public Uni<List<ConsoleState.Stood>> shifts(StationId id, int atMost) {
        return rows.shifts(id, atMost);
    }

    @Override
    public Uni<Void> signOn(StationId id, Actor by) {
        PersonId person = ConsoleDeeds.person(by);
        return stations.known(id).chain(station -> {
            if (station.console().isEmpty()) {
                throw ConsoleDeeds.conflict(
                        "%s has no console: its lab lets asks go to it at once.".formatted(station.name()));
            }
            return transactions.write(session -> shifts.begin(session, id, person, by.name(), config.shiftAtMost())
                    .chain(() -> deeds.record(session, by, station, "console.signed-on", "", Map.of())));
        });
    }

    @Override
    public Uni<Void> signOff(StationId id, Actor by) {
        PersonId person = ConsoleDeeds.person(by);
        return stations.known(id)
                .chain(station -> transactions.write(session -> marks.operator(session, id)
                        .invoke(operator -> ConsoleDeeds.requireThem(station, operator, person))
                        .chain(() -> shifts.leave(session, id, person))
                        .chain(() -> deeds.record(session, by, station, "console.signed-off", "", Map.of()))));
    }

    @Override
    public Uni<Void> approve(StationId id, UUID ask, Actor by) {
        return asks.approve(id, ask, by);
    }

    @Override
    public Uni<Boolean> refuse(StationId id, UUID ask, boolean end, Actor by, String reason) {
        return asks.refuse(id, ask, end, by, reason);
    }

    @Override
    public Uni<Void> start(StationId id, UUID ask, Actor by) {
        return asks.start(id, ask, by);
    }

    @Override
    public Uni<Void> resetDone(StationId id, UUID ask, Actor by) {
        return asks.resetDone(id, ask, by);
    }

    @Override
    public Uni<Void> takeOver(StationId id, UUID ask, Actor by, String reason) {
        return asks.takeOver(id, ask, by, reason);
    }

    @Override
    public Uni<Void> judge(StationId id, UUID ask, Outcome.Result result, Actor by) {
        return asks.judge(id, ask, result, by);
    }

    @Override
    public Uni<Void> setRule(StationId id, Optional<ConsoleRule> rule, Actor by, String reason) {
        return stations.known(id)
                .chain(station -> transactions.write(session -> shifts.rule(session, id, rule)
                        .chain(() -> deeds.record(
                                session,
                                by,
                                station,
                                "console.rule-set",
                                reason,
                                Map.of("rule", rule.map(Enum::name).orElse("by its kind"))))));
    }
}
