package dev.parley.core.rest.console;

import dev.parley.contracts.StationId;
import dev.parley.core.audit.Actor;
import dev.parley.core.console.Console;
import dev.parley.core.person.Action;
import dev.parley.core.rest.desk.StationPerson;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.Function;

/** A station's console for whoever runs it, and what they do there. */
@ApplicationScoped
class ConsoleViews {
    private final Console console;
    private final StationPerson person;

    @Inject
    ConsoleViews(Console console, StationPerson person) {
        this.console = console;
        this.person = person;
    }

    /** As it is now. */
    Uni<ConsoleView> now(StationId station) {
        return person.require(Action.RUN_CONSOLE, station).chain(by -> view(station, by));
    }

    /** As it is after the deed. */
    Uni<ConsoleView> after(StationId station, Function<Actor, Uni<Void>> deed) {
        return person.require(Action.RUN_CONSOLE, station)
                .chain(by -> deed.apply(by).chain(() -> view(station, by)));
    }

    private Uni<ConsoleView> view(StationId station, Actor by) {
        return console.look(station).map(state -> ConsoleView.of(state, by.person()));
    }
}
