package dev.parley.scheduler.fair;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.turn.PriorityClass;
import dev.parley.scheduler.SchedulerConfig;
import java.util.Optional;

/** How many turns may wait: a line that nobody will see the end of helps nobody. */
record AdmissionLimits(int perAuthor, int perStaffAuthor, int perPrefix, int inAll) {
    AdmissionLimits {
        if (perAuthor < 1 || perStaffAuthor < 1 || perPrefix < perAuthor || inAll < perPrefix) {
            throw new IllegalArgumentException("parley.scheduler.admission must grow from waiting-per-author over"
                    + " waiting-per-prefix to waiting-in-all, each at least 1, not %d, %d, %d (staff: %d)"
                            .formatted(perAuthor, perPrefix, inAll, perStaffAuthor));
        }
    }

    static AdmissionLimits of(SchedulerConfig.Admission config) {
        return new AdmissionLimits(
                config.waitingPerAuthor(),
                config.waitingPerStaffAuthor(),
                config.waitingPerPrefix(),
                config.waitingInAll());
    }

    /** Why there is no room for one more; empty when there is. */
    Optional<ParleyException> refusal(PriorityClass priorityClass, Waiting waiting) {
        int ofAuthor = priorityClass == PriorityClass.PUBLIC ? perAuthor : perStaffAuthor;
        if (waiting.ofAuthor() >= ofAuthor) {
            return refused(
                    ErrorCode.RATE_LIMITED,
                    "You already have %d prompts waiting in line, which is as many as one person may have."
                            + " Ask again when one of them has run, or withdraw one.",
                    waiting.ofAuthor());
        }
        if (priorityClass == PriorityClass.PUBLIC && waiting.ofPrefix() >= perPrefix) {
            return refused(
                    ErrorCode.RATE_LIMITED,
                    "%d prompts from your network are already waiting in line, which is as many as one network may have."
                            + " Ask again when some of them have run.",
                    waiting.ofPrefix());
        }
        if (waiting.inAll() >= inAll) {
            return refused(
                    ErrorCode.QUEUE_FULL,
                    "The line is full: %d prompts are waiting. Try again in a few minutes.",
                    waiting.inAll());
        }
        return Optional.empty();
    }

    private static Optional<ParleyException> refused(ErrorCode code, String sentence, long count) {
        return Optional.of(new ParleyException(code, sentence.formatted(count)));
    }

    /** Turns that wait now: of this author and of this prefix in this class, and of everybody. */
    record Waiting(long ofAuthor, long ofPrefix, long inAll) {}
}
