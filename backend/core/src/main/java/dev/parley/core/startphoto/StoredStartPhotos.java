package dev.parley.core.startphoto;

import dev.parley.contracts.StationId;
import dev.parley.core.audit.Actor;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Photos of starts in PostgreSQL. */
@ApplicationScoped
class StoredStartPhotos implements StartPhotos {
    private final SecondStarts seconds;
    private final StartGate gate;
    private final StartRules rules;
    private final StartDeeds deeds;
    private final Clock clock;

    @Inject
    StoredStartPhotos(SecondStarts seconds, StartGate gate, StartRules rules, StartDeeds deeds, Clock clock) {
        this.seconds = seconds;
        this.gate = gate;
        this.rules = rules;
        this.deeds = deeds;
        this.clock = clock;
    }

    @Override
    public Uni<Optional<Pair>> of(StationId station, UUID ask) {
        return seconds.asked(station, ask)
                .chain(asked -> seconds.of(station, asked).map(found -> found.map(SecondStart::pair)));
    }

    @Override
    public Uni<Optional<Pair>> look(StationId station, UUID ask) {
        return seconds.asked(station, ask).chain(asked -> {
            if (!asked.proposed()) {
                throw new ParleyException(
                        ErrorCode.STATE_CONFLICT,
                        "It does not wait for a start any more; there is nothing to compare.");
            }
            return seconds.of(station, asked)
                    .chain(found -> found.map(second -> seconds.photographed(station, second)
                                    .map(now -> Optional.of(second.with(now).pair())))
                            .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
        });
    }

    @Override
    public Uni<Void> accept(StationId station, UUID ask, Optional<Instant> seen, Actor by, String reason) {
        return seconds.asked(station, ask)
                .chain(asked -> seconds.of(station, asked).chain(found -> {
                    Pair pair = found.map(SecondStart::pair)
                            .filter(Pair::held)
                            .orElseThrow(() -> new ParleyException(
                                    ErrorCode.STATE_CONFLICT,
                                    "Nothing withholds this start: there is nothing to accept."));
                    if (!asked.standsBy(by)) {
                        throw new ParleyException(
                                ErrorCode.STATE_CONFLICT,
                                "Only whoever stands by at this console accepts it; sign on first.");
                    }
                    Instant taken = pair.now().orElseThrow().at();
                    if (seen.filter(at -> !at.equals(taken)).isPresent()) {
                        throw lookedAtAgain();
                    }
                    Map<String, String> details = new HashMap<>();
                    details.put("ask", ask.toString());
                    pair.difference().ifPresent(apart -> details.put("difference", StartGate.percent(apart)));
                    return deeds.record(
                            station,
                            by,
                            "console.unlike-start-accepted",
                            reason,
                            details,
                            transaction -> StartPhotoRows.accept(
                                            transaction,
                                            asked.assignment(),
                                            taken,
                                            new Accepted(by.name(), reason, clock.instant()))
                                    .invoke(newest -> {
                                        if (!newest) {
                                            throw lookedAtAgain();
                                        }
                                    })
                                    .replaceWithVoid());
                }));
    }

    private static ParleyException lookedAtAgain() {
        return new ParleyException(
                ErrorCode.STATE_CONFLICT,
                "The table was looked at again since: look at the newer picture before you accept it.");
    }

    @Override
    public Uni<Void> beforeStart(StationId station, UUID ask, Actor by) {
        return gate.beforeStart(station, ask, by);
    }

    @Override
    public Uni<Rule> rule(StationId station) {
        return rules.rule(station);
    }

    @Override
    public Uni<Void> setRule(StationId station, Optional<Double> unlikeFrom, Actor by, String reason) {
        return rules.setRule(station, unlikeFrom, by, reason);
    }
}
