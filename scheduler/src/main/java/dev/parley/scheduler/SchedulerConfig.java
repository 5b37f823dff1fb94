package dev.parley.scheduler;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;

/** Every setting of the scheduler. The same values must hold on every replica. */
@ConfigMapping(prefix = "parley.scheduler")
public interface SchedulerConfig {
    /** How long a station has to answer an offer before the turn goes back into the queue. */
    @WithDefault("5s")
    Duration acceptWithin();

    /** After an offer, the same turn is not offered to the same station again for this long; longer than {@link #acceptWithin}. */
    @WithDefault("10s")
    Duration retrySameStationAfter();

    /** The loops look at everything this often, woken or not. */
    @WithDefault("1s")
    Duration sweepEvery();

    /** How often the index in Redis is compared with PostgreSQL, to repair what a lost event left behind. */
    @WithDefault("5s")
    Duration reconcileEvery();

    /** A station that claims to be online but was not seen for this long is marked offline. */
    @WithDefault("20s")
    Duration stationSilentAfter();

    Admission admission();

    Shares shares();

    Estimates estimates();

    /** How many turns may wait. */
    interface Admission {
        /** Waiting turns of one author in the public class. */
        @WithDefault("5")
        int waitingPerAuthor();

        /** Waiting turns of one author in the classes for studies and the lab. */
        @WithDefault("500")
        int waitingPerStaffAuthor();

        /** Waiting public turns of all authors behind one network prefix. */
        @WithDefault("200")
        int waitingPerPrefix();

        /** Waiting turns in all. */
        @WithDefault("2000")
        int waitingInAll();
    }

    /** Per cent of a station's episodes that each class gets while all have turns waiting; unused is lent. */
    interface Shares {
        @WithName("public")
        @WithDefault("50")
        int forPublic();

        @WithDefault("40")
        int study();

        @WithDefault("10")
        int lab();
    }

    /** How waits are estimated. */
    interface Estimates {
        /** Measured episodes looked at per station and scene, newest first. */
        @WithDefault("50")
        int measuredAtMost();

        /** No estimate from fewer measured episodes than this. */
        @WithDefault("3")
        int measuredAtLeast();

        /** Possible futures drawn from the measured durations for one estimate. */
        @WithDefault("200")
        int draws();

        /** Pages are told to look again at most this often, and what they see is at most this old after an event. */
        @WithDefault("250ms")
        Duration debounce();
    }
}
