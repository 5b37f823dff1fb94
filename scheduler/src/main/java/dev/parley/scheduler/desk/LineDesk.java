package dev.parley.scheduler.desk;

import dev.parley.contracts.LabId;
import dev.parley.contracts.StationId;
import dev.parley.contracts.TurnId;
import dev.parley.core.audit.Actor;
import dev.parley.core.audit.Audit;
import dev.parley.core.audit.Deed;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.reactive.Transactions;
import dev.parley.core.station.StationData;
import dev.parley.core.turn.Placement;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.TurnOrders;
import dev.parley.core.turn.TurnOrders.Placed;
import dev.parley.core.turn.TurnState;
import dev.parley.scheduler.queue.Requirement;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * What named people do to the line, each deed in the audit in its own transaction. It does not ask who may. Fair shares are kept:
 * a move goes back only, which takes nothing from anybody else; to let somebody go first is an exception that is logged, and what
 * their network is dealt goes on as if it had not been made.
 */
@ApplicationScoped
class LineDesk {
    private final Transactions transactions;
    private final TurnOrders orders;
    private final LineEntries entries;
    private final PlacedTurns places;
    private final Audit audit;

    @Inject
    LineDesk(Transactions transactions, TurnOrders orders, LineEntries entries, PlacedTurns places, Audit audit) {
        this.transactions = transactions;
        this.orders = orders;
        this.entries = entries;
        this.places = places;
        this.audit = audit;
    }

    /** Out of line until it is released; its place is kept. */
    Uni<TurnData> hold(TurnId id, Actor by, String reason) {
        return change(id, by, "line.held", reason, (session, turn) -> orders.hold(session, turn, by.name(), reason));
    }

    Uni<TurnData> release(TurnId id, Actor by, String reason) {
        return change(id, by, "line.released", reason, orders::release);
    }

    /** Out of line for good. */
    Uni<TurnData> cancel(TurnId id, Actor by, String reason) {
        return change(id, by, "line.cancelled", reason, (session, turn) -> orders.cancel(session, turn, reason));
    }

    /**
     * Behind another one of its class; a place back costs nobody else anything.
     *
     * @throws ParleyException STATE_CONFLICT for a place before its own, in the Uni
     */
    Uni<TurnData> move(TurnId id, TurnId behind, Actor by, String reason) {
        return placed(
                id,
                by,
                "line.moved",
                reason,
                Map.of("behind", behind.toString()),
                (session, turn) -> places.find(session, behind).chain(other -> {
                    long round = behind(
                            turn.placement(),
                            other.filter(place -> place.priorityClass()
                                            == turn.placement().priorityClass())
                                    .orElseThrow(() -> new ParleyException(
                                            ErrorCode.STATE_CONFLICT,
                                            "Turn %s does not wait in the same class.".formatted(behind))));
                    return orders.place(session, turn, round, Placed.MOVED, by.name(), reason);
                }));
    }

    /** The first fair round that stands behind {@code other} for this turn, whose ticket stays. */
    static long behind(Placement own, Placement other) {
        if (other.fairRound() < own.fairRound()
                || other.fairRound() == own.fairRound() && other.ticket() <= own.ticket()) {
            throw new ParleyException(
                    ErrorCode.STATE_CONFLICT,
                    "A move goes back: that one stands before it already. To let one go first is to expedite it, which is logged as an exception.");
        }
        return other.ticket() < own.ticket() ? other.fairRound() : other.fairRound() + 1;
    }

    /** Before all others of its class: an exception to the fair order, and logged as one. */
    Uni<TurnData> expedite(TurnId id, Actor by, String reason) {
        return placed(
                id,
                by,
                "line.expedited",
                reason,
                Map.of("exception", "to the fair order"),
                (session, turn) -> places.firstRound(session, turn)
                        .chain(first -> orders.place(session, turn, first - 1, Placed.EXPEDITED, by.name(), reason)));
    }

    /**
     * To one station alone, or again to whichever fits.
     *
     * @param mayOrder of which labs together whoever asks may order what runs
     * @throws ParleyException STATION_UNKNOWN, STATE_CONFLICT for a station that cannot run it, or NOT_ALLOWED, in the Uni
     */
    Uni<TurnData> reassign(
            TurnId id, Optional<StationId> station, Predicate<Set<LabId>> mayOrder, Actor by, String reason) {
        return entries.fits()
                .chain(fits -> change(
                        id,
                        by,
                        "line.reassigned",
                        reason,
                        Map.of("to", station.map(StationId::toString).orElse("any")),
                        (session, turn) -> {
                            station.ifPresent(wanted -> requireFits(fits, wanted, turn));
                            List<StationId> reached =
                                    station.map(List::of).orElseGet(() -> fits.stations(anywhere(turn)));
                            if (!mayOrder.test(fits.labs(reached))) {
                                throw new ParleyException(
                                        ErrorCode.NOT_ALLOWED,
                                        "That would send it to another lab's station; a platform admin does that.");
                            }
                            return orders.send(session, turn, station);
                        }));
    }

    private static void requireFits(LineEntries.Fits fits, StationId wanted, TurnData turn) {
        StationData found = fits.station(wanted)
                .orElseThrow(() ->
                        new ParleyException(ErrorCode.STATION_UNKNOWN, "There is no station %s.".formatted(wanted)));
        if (!anywhere(turn).fits(found)) {
            throw new ParleyException(
                    ErrorCode.STATE_CONFLICT,
                    "Station %s cannot run it: it lacks the scene, the policy or the body that was asked for."
                            .formatted(found.name()));
        }
    }

    /** What it needs of a station, whichever it was sent to before. */
    static Requirement anywhere(TurnData turn) {
        Requirement need = Requirement.of(turn);
        return new Requirement(
                need.sceneId(),
                need.policyDigest(),
                need.embodiment(),
                need.actionSpaceKind(),
                Optional.empty(),
                need.wantedBody(),
                need.otherDigest());
    }

    private interface Change extends BiFunction<Mutiny.Session, TurnData, Uni<TurnData>> {}

    /** As {@link #change}, of one that stands in line, with nobody of its network being admitted meanwhile. */
    private Uni<TurnData> placed(
            TurnId id, Actor by, String action, String reason, Map<String, String> details, Change change) {
        return entries.fits()
                .chain(fits -> transactions.write(session -> places.lock(session, id)
                        .chain(() -> orders.lock(session, id))
                        .invoke(turn -> {
                            if (turn.state() != TurnState.WAITING) {
                                throw new ParleyException(ErrorCode.STATE_CONFLICT, "It is held; release it first.");
                            }
                        })
                        .call(turn -> places.keepFairPlace(session, turn))
                        .chain(turn -> change.apply(session, turn))
                        .call(turn -> record(session, fits, turn, by, action, reason, details))));
    }

    private Uni<TurnData> change(TurnId id, Actor by, String action, String reason, Change change) {
        return entries.fits().chain(fits -> change(id, by, action, reason, Map.of(), fits, change));
    }

    private Uni<TurnData> change(
            TurnId id, Actor by, String action, String reason, Map<String, String> details, Change change) {
        return entries.fits().chain(fits -> change(id, by, action, reason, details, fits, change));
    }

    private Uni<TurnData> change(
            TurnId id,
            Actor by,
            String action,
            String reason,
            Map<String, String> details,
            LineEntries.Fits fits,
            Change change) {
        return transactions.write(session -> orders.lock(session, id)
                .chain(turn -> change.apply(session, turn))
                .call(turn -> record(session, fits, turn, by, action, reason, details)));
    }

    private Uni<Void> record(
            Mutiny.Session session,
            LineEntries.Fits fits,
            TurnData turn,
            Actor by,
            String action,
            String reason,
            Map<String, String> details) {
        Map<String, String> all = new HashMap<>(details);
        all.put("prompt", turn.promptId().toString());
        Set<LabId> labs = fits.labs(fits.stations(turn));
        Optional<LabId> lab = labs.size() == 1 ? labs.stream().findFirst() : Optional.empty();
        return audit.record(session, by, new Deed(action, "turn", turn.id().toString(), lab, reason, all));
    }
}
