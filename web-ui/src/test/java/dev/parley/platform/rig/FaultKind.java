package dev.parley.platform.rig;

/** What is done to a rig. The weight says how often, among all. */
public enum FaultKind {
    STATION_KILLED(40),
    REDIS_FLUSHED(12),
    REDIS_KILLED(12),
    POSTGRES_KILLED(10),
    SERVER_KILLED(12),
    MEDIA_KILLED(8),
    SIMULATOR_KILLED(6);

    private final int weight;

    FaultKind(int weight) {
        this.weight = weight;
    }

    int weight() {
        return weight;
    }
}
