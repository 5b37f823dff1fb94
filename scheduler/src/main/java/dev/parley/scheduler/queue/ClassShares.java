package dev.parley.scheduler.queue;

import dev.parley.core.turn.PriorityClass;
import dev.parley.scheduler.SchedulerConfig;

/** What each class gets of a station while all classes have turns waiting, in per cent. */
public record ClassShares(int forPublic, int study, int lab) {
    public ClassShares {
        if (forPublic < 0 || study < 0 || lab < 0 || forPublic + study + lab != 100) {
            throw new IllegalArgumentException(
                    "parley.scheduler.shares must be three numbers from 0 that add up to 100,"
                            + " not public %d, study %d, lab %d".formatted(forPublic, study, lab));
        }
    }

    /** The configured shares. */
    public static ClassShares of(SchedulerConfig.Shares shares) {
        return new ClassShares(shares.forPublic(), shares.study(), shares.lab());
    }

    /** The share of one class. */
    public int of(PriorityClass priorityClass) {
        return switch (priorityClass) {
            case PUBLIC -> forPublic;
            case STUDY -> study;
            case LAB -> lab;
        };
    }
}
