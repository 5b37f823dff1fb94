package dev.parley.core.console;

import dev.parley.contracts.LabId;
import dev.parley.contracts.PersonId;
import dev.parley.contracts.StationId;
import dev.parley.core.audit.Actor;
import dev.parley.core.audit.Audit;
import dev.parley.core.audit.Deed;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.reactive.Transactions;
import dev.parley.core.station.StationData;
import dev.parley.core.station.Stations;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Deeds at a console: by whoever stands by, each in one transaction with its audit. */
@ApplicationScoped
class ConsoleDeeds {
    private final Transactions transactions;
    private final ConsoleMarks marks;
    private final Stations stations;
    private final Audit audit;

    @Inject
    ConsoleDeeds(Transactions transactions, ConsoleMarks marks, Stations stations, Audit audit) {
        this.transactions = transactions;
        this.marks = marks;
        this.stations = stations;
        this.audit = audit;
    }

    /** One transaction of the person who stands by: at its beginning, and still when it ends. */
    <T> Uni<T> attended(StationId id, Actor by, Work<T> work) {
        PersonId person = person(by);
        return stations.known(id)
                .chain(station -> transactions.write(session -> marks.operator(session, id)
                        .invoke(operator -> requireThem(station, operator, person))
                        .chain(() -> work.in(session, station))
                        .call(() -> marks.operatorStill(session, id)
                                .invoke(operator -> requireThem(station, operator, person)))));
    }

    static void requireThem(StationData station, Optional<PersonId> operator, PersonId person) {
        if (operator.isEmpty()) {
            throw conflict("Nobody is signed on at this console; sign on first.");
        }
        if (!operator.get().equals(person)) {
            throw conflict("%s is signed on at this console; sign on in their place first."
                    .formatted(station.console()
                            .flatMap(StationData.Console::operator)
                            .orElse("Somebody else")));
        }
    }

    interface Work<T> {
        Uni<T> in(Mutiny.Session session, StationData station);
    }

    /** @throws ParleyException NOT_ALLOWED for a key */
    static PersonId person(Actor by) {
        return by.person()
                .orElseThrow(() ->
                        new ParleyException(ErrorCode.NOT_ALLOWED, "A person stands at a console; a key does not."));
    }

    Uni<Void> record(
            Mutiny.Session session,
            Actor by,
            StationData station,
            String action,
            String reason,
            Map<String, String> details) {
        return marks.lab(session, station.id()).chain(lab -> {
            Map<String, String> all = new HashMap<>(details);
            all.put("station", station.name());
            return audit.record(
                    session,
                    by,
                    new Deed(action, "station", station.id().toString(), lab.map(LabId::new), reason, all));
        });
    }

    static ParleyException conflict(String why) {
        return new ParleyException(ErrorCode.STATE_CONFLICT, why);
    }
}
