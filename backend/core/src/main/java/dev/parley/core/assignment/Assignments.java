package dev.parley.core.assignment;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.Fence;
import dev.parley.contracts.StationId;
import dev.parley.contracts.TurnId;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Offers, leases and their ends. A partial unique index on (station, slot) over PROPOSED, OFFERED and LEASED gives exclusivity;
 * every change is one transaction that moves assignment, turn and episode together and records their events. Times are
 * PostgreSQL's.
 */
public interface Assignments {
    /**
     * WAITING turn → ASSIGNED, new OFFERED assignment with the next fence. Event {@code assignment.offered}. Where a person at
     * the station's console looks first it is PROPOSED, and OFFERED only once they let it start.
     *
     * @return empty when the turn is not WAITING any more, the slot is taken, or the station's lab has given what it gives in a day
     */
    Uni<Optional<AssignmentData>> offer(TurnId turn, StationId station, int slot, Duration acceptWithin);

    /**
     * The same for many turns in one transaction, one commit for all.
     *
     * @return for each, in the order given, as {@link #offer}
     */
    Uni<List<Optional<AssignmentData>>> offerAll(List<Offer> offers, Duration acceptWithin);

    /** The slots with a PROPOSED, OFFERED or LEASED assignment, by station; stations without one are left out. */
    Uni<Map<StationId, Set<Integer>>> takenSlots();

    Uni<Optional<AssignmentData>> find(EpisodeId id);

    /** OFFERED and LEASED assignments of one station. */
    Uni<List<AssignmentData>> open(StationId station);

    /** OFFERED → LEASED; the episode is CREATED. Fails with STALE_FENCE or STATE_CONFLICT. */
    Uni<AssignmentData> lease(EpisodeId id, Fence fence, Duration ttl);

    /** OFFERED → DECLINED; the turn goes back to WAITING with the note. */
    Uni<Void> decline(EpisodeId id, Fence fence, String note);

    /** Extends leases in one statement; returns those that were still LEASED under that fence. */
    Uni<List<EpisodeId>> renew(List<LeaseRenewal> renewals);

    /** LEASED → RELEASED, turn → DONE; the episode is already in a terminal state. */
    Uni<Void> release(EpisodeId id, Fence fence);

    /**
     * LEASED, OFFERED or PROPOSED → REVOKED; the episode, if any, becomes LOST with {@code note}; the turn of a simulator goes
     * back to WAITING with one more attempt, or ends DONE after {@code maxAttempts}.
     */
    Uni<Void> lose(EpisodeId id, Fence fence, String note);

    /**
     * Proposals and offers past their time → EXPIRED (turn back to WAITING), leases past theirs → as {@link #lose}; proposals of
     * stations that take no work any more → REVOKED, and shifts that were too long end.
     */
    Uni<Integer> sweep();

    /** A turn for a slot of a station. */
    record Offer(TurnId turn, StationId station, int slot) {}

    /** One lease to extend: until now (PostgreSQL's clock) plus {@code ttl}. */
    record LeaseRenewal(EpisodeId id, Fence fence, Duration ttl) {}
}
