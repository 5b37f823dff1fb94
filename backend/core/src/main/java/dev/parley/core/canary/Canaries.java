package dev.parley.core.canary;

import dev.parley.contracts.AuthorId;
import dev.parley.contracts.LabId;
import dev.parley.contracts.StationId;
import dev.parley.core.audit.Actor;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The canaries of stations. It does not ask who may: {@link dev.parley.core.person.Permissions} does, before. Each deed is in the audit,
 * in its own transaction.
 */
public interface Canaries {
    int MOST_TRIES = 20;

    /**
     * A canary with what it came to.
     *
     * @param days in order, of the last year and back to its first ones
     * @param baselineDays how many days say what is usual
     * @param falseAlarmEveryDays on average and at the least, while all is as usual
     */
    record Course(
            CanaryData canary, List<CanaryDay> days, CanaryDrift drift, int baselineDays, int falseAlarmEveryDays) {
        public Course {
            days = List.copyOf(days);
        }
    }

    /** @param stationName for a list */
    record Told(StationId station, String stationName, CanaryData canary) {}

    /** Of the canary that runs there; empty: none does. */
    Uni<Optional<Course>> of(StationId station);

    /**
     * Those that run.
     *
     * @param labs of whose stations; empty: all
     */
    Uni<List<Told>> all(Optional<Set<LabId>> labs);

    /**
     * In whose names tries wait and run: what these ask is the platform's own, and in no count of what people ask. Known for some
     * seconds, so one that was set just now may be missing.
     */
    Uni<Set<AuthorId>> authors();

    /**
     * From now on this is asked each day. Where only the time is another, what it came to so far stays; else it begins anew.
     *
     * @throws dev.parley.core.problem.ParleyException STATION_UNKNOWN, or one that names what of the plan cannot be, in the Uni
     */
    Uni<Void> set(StationId station, CanaryPlan plan, Actor by, String reason);

    /**
     * It is asked no more; what waits is taken out of the line.
     *
     * @throws dev.parley.core.problem.ParleyException STATE_CONFLICT in the Uni where none runs
     */
    Uni<Void> end(StationId station, Actor by, String reason);

    /**
     * Its first days are to be found out anew, from today on: the station was changed on purpose.
     *
     * @throws dev.parley.core.problem.ParleyException STATE_CONFLICT in the Uni where none runs
     */
    Uni<Void> startAnew(StationId station, Actor by, String reason);

    /**
     * Puts in line what is due, and tells of canaries that became worse. Every replica may call it at any time: each day is put in line
     * once, whatever dies meanwhile.
     *
     * @return tries that were put in line
     */
    Uni<Integer> feed();
}
