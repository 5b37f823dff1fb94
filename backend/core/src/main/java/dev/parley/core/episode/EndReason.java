package dev.parley.core.episode;

import java.util.Arrays;
import java.util.List;

/** Why an episode ended. Lifecycle and result never share a column, and causes are kept apart. */
public enum EndReason {
    TASK_DONE(Cause.TASK),
    STEP_LIMIT(Cause.TASK),
    TIME_LIMIT(Cause.TASK),
    POLICY_FAULT(Cause.POLICY),
    ENVELOPE(Cause.POLICY),
    STATION_FAULT(Cause.CENSORED),
    PLATFORM_FAULT(Cause.CENSORED),
    CONTACT_LOST(Cause.CENSORED),
    STOPPED_BY_ASKER(Cause.CENSORED),
    STOPPED_BY_STAFF(Cause.CENSORED),
    /** A person at the station went on by hand: never done by the policy alone, and left out of rates. Set by the platform alone. */
    TAKEN_OVER(Cause.CENSORED);

    private final Cause cause;

    EndReason(Cause cause) {
        this.cause = cause;
    }

    public Cause cause() {
        return cause;
    }

    /** As rows name those of these causes. */
    public static String[] names(Cause... causes) {
        List<Cause> wanted = List.of(causes);
        return Arrays.stream(values())
                .filter(reason -> wanted.contains(reason.cause))
                .map(Enum::name)
                .toArray(String[]::new);
    }

    /** What a rate makes of it. */
    public enum Cause {
        /** Judged as it is. */
        TASK,
        /** Counts as not done. */
        POLICY,
        /** Says nothing about the policy; shown as a count beside every rate. */
        CENSORED
    }
}
