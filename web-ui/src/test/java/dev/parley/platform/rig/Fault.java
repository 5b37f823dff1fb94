package dev.parley.platform.rig;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One fault of a run.
 *
 * @param part what is killed; redis where it is flushed
 * @param after the pause since the fault before
 * @param away how long the part stays away before it is started again
 */
public record Fault(FaultKind kind, String part, Duration after, Duration away) {
    private static final int LONGEST_PAUSE_MS = 3500;
    private static final int LONGEST_AWAY_MS = 2500;

    /** The same seed, count and shape give the same faults in the same order. */
    public static List<Fault> draw(long seed, int count, Shape shape) {
        Random random = new Random(seed);
        List<FaultKind> kinds = new ArrayList<>();
        for (FaultKind kind : FaultKind.values()) {
            for (int i = 0; i < kind.weight() && possible(kind, shape); i++) {
                kinds.add(kind);
            }
        }
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            FaultKind kind = kinds.get(random.nextInt(kinds.size()));
            faults.add(new Fault(
                    kind,
                    target(kind, shape, random),
                    Duration.ofMillis(random.nextInt(LONGEST_PAUSE_MS)),
                    Duration.ofMillis(random.nextInt(LONGEST_AWAY_MS))));
        }
        return faults;
    }

    private static boolean possible(FaultKind kind, Shape shape) {
        return switch (kind) {
            case SIMULATOR_KILLED -> shape.simulators() > 0;
            // The embedded Redis tells its password to nobody.
            case REDIS_FLUSHED -> shape.servers() > 1;
            case STATION_KILLED, REDIS_KILLED, POSTGRES_KILLED, SERVER_KILLED, MEDIA_KILLED -> true;
        };
    }

    private static String target(FaultKind kind, Shape shape, Random random) {
        return switch (kind) {
            case STATION_KILLED -> "station-" + (1 + random.nextInt(shape.stations()));
            case REDIS_FLUSHED, REDIS_KILLED -> "redis";
            case POSTGRES_KILLED -> "postgres";
            case SERVER_KILLED -> "server-" + (1 + random.nextInt(shape.servers()));
            case MEDIA_KILLED -> "media-server";
            case SIMULATOR_KILLED -> "sim-" + (1 + random.nextInt(shape.simulators()));
        };
    }
}
