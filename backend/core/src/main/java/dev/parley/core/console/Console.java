package dev.parley.core.console;

import dev.parley.contracts.StationId;
import dev.parley.core.audit.Actor;
import dev.parley.core.episode.Outcome;
import dev.parley.core.station.ConsoleRule;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The console of a station. It does not ask who may: {@link dev.parley.core.person.Permissions} does, before; but whoever is not
 * signed on at this console does nothing there but sign on. Each deed is one transaction with its audit. None of them enables
 * motion: what is pressed here can only withhold.
 */
public interface Console {
    /** @throws dev.parley.core.problem.ParleyException STATION_UNKNOWN in the Uni */
    Uni<ConsoleState> look(StationId station);

    /** Who stood by, newest first. */
    Uni<List<ConsoleState.Stood>> shifts(StationId station, int atMost);

    /** Stands by from now on, in the place of whoever did. */
    Uni<Void> signOn(StationId station, Actor by);

    /** Stands by no more; what is proposed goes back in line. Nothing happens where somebody else stands by meanwhile. */
    Uni<Void> signOff(StationId station, Actor by);

    /** Has read it: it may be started. */
    Uni<Void> approve(StationId station, UUID ask, Actor by);

    /**
     * It does not run here.
     *
     * @param end whether it leaves the line although another station could run it
     * @return whether it still waits, for another station
     */
    Uni<Boolean> refuse(StationId station, UUID ask, boolean end, Actor by, String reason);

    /**
     * The table is ready and nobody is in reach: the station may begin.
     *
     * @throws dev.parley.core.problem.ParleyException STATE_CONFLICT in the Uni before it is approved, before the table is reset, and
     *     while the station takes no work
     */
    Uni<Void> start(StationId station, UUID ask, Actor by);

    /** The table is as it has to be for the next one. */
    Uni<Void> resetDone(StationId station, UUID ask, Actor by);

    /** A person goes on by hand: the policy's part ends, and the episode is left out of rates. */
    Uni<Void> takeOver(StationId station, UUID ask, Actor by, String reason);

    /** What they saw, beside what the machine judged; later ones replace earlier ones. */
    Uni<Void> judge(StationId station, UUID ask, Outcome.Result result, Actor by);

    /** @param rule empty: what holds for its kind */
    Uni<Void> setRule(StationId station, Optional<ConsoleRule> rule, Actor by, String reason);
}
