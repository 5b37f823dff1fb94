package dev.parley.gateway;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/**
 * Settings of the gateway. The invariant between the times of each kind: heartbeat-every &lt; hold-after (where there is
 * one) &lt; controlled-stop-after &lt; lost-after.
 */
@ConfigMapping(prefix = "parley.gateway")
public interface GatewayConfig {
    /** Dead-man times of simulators. */
    Simulator simulator();

    /** Dead-man times of real robots. */
    RealRobot realRobot();

    Limits limits();

    Uploads uploads();

    /** How often leases in memory are written to PostgreSQL. */
    @WithDefault("2s")
    Duration renewEvery();

    /** How often the stop latches of held stations are read. */
    @WithDefault("250ms")
    Duration latchPollEvery();

    /** How often open assignments of held stations are looked at, beside the events. */
    @WithDefault("1s")
    Duration assignmentSweepEvery();

    /** How often clocks of stations are sampled. */
    @WithDefault("10s")
    Duration clockSampleEvery();

    /** How often whole frames of readouts go to one browser at most. */
    @WithDefault("200ms")
    Duration readoutEvery();

    /** Times of a simulator: it has no hold, since nothing can be hurt. */
    interface Simulator {
        @WithDefault("5s")
        Duration heartbeatEvery();

        @WithDefault("30s")
        Duration controlledStopAfter();

        @WithDefault("60s")
        Duration lostAfter();
    }

    /** Times of a real robot. */
    interface RealRobot {
        @WithDefault("500ms")
        Duration heartbeatEvery();

        @WithDefault("1500ms")
        Duration holdAfter();

        @WithDefault("3s")
        Duration controlledStopAfter();

        @WithDefault("10s")
        Duration lostAfter();
    }

    /** Limits against a station that misbehaves and against too many visitors. */
    interface Limits {
        /** Control frames a second from one station, averaged over ten seconds. */
        @WithDefault("50")
        int controlFramesPerSecond();

        /** Telemetry frames a second from one station, averaged over ten seconds. */
        @WithDefault("200")
        int telemetryFramesPerSecond();

        /** Batches of steps that one station may have in flight. */
        @WithDefault("8")
        int telemetryCredit();

        /** Readout sockets in all, on this replica. */
        @WithDefault("2000")
        int readoutSockets();

        /** Readout sockets from one network address, on this replica. */
        @WithDefault("50")
        int readoutSocketsPerAddress();

        /** Threads for files and digests. */
        @WithDefault("4")
        int fileThreads();

        /** Tasks that may wait for those threads before a station is told to come later. */
        @WithDefault("256")
        int fileQueue();
    }

    /** Limits of resumable uploads. */
    interface Uploads {
        /** Largest artifact in bytes: 512 MiB. */
        @WithDefault("536870912")
        long maxBytes();

        /** How long a token for the uploads of one episode is good. */
        @WithDefault("2h")
        Duration tokenTtl();

        /** Longest time one request may take. */
        @WithDefault("10m")
        Duration maxRequestTime();

        /** Uploads at a time on this replica. */
        @WithDefault("16")
        int concurrent();
    }
}
