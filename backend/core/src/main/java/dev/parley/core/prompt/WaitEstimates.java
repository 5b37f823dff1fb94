package dev.parley.core.prompt;

import dev.parley.contracts.TurnId;
import dev.parley.core.account.Author;
import dev.parley.core.station.WantedBody;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Port: where a turn stands in line and how long that will take. The scheduler implements it. */
public interface WaitEstimates {
    /** For a WAITING or HELD turn. */
    Uni<Wait> of(TurnId turn);

    /**
     * What somebody new who asks now for this scene and policy would wait.
     *
     * @param wantedBody empty: by whatever body
     */
    Uni<Wait> ifAskedNow(String sceneId, String policyName, Optional<WantedBody> wantedBody);

    /** The same by whatever body. */
    default Uni<Wait> ifAskedNow(String sceneId, String policyName) {
        return ifAskedNow(sceneId, policyName, Optional.empty());
    }

    /** The same for this person: what they and their network have asked already counts, as it does when they ask. */
    Uni<Wait> ifAskedNow(String sceneId, String policyName, Optional<WantedBody> wantedBody, Author author);

    /** The same by whatever body. */
    default Uni<Wait> ifAskedNow(String sceneId, String policyName, Author author) {
        return ifAskedNow(sceneId, policyName, Optional.empty(), author);
    }

    /** The longest wait that anybody is let in for; it is held against what nine in ten would not wait longer than. */
    Duration longest();

    /**
     * @param position 1 is next; never larger than what was shown before, unless the reason says why; empty when it
     *     cannot be known
     * @param estimate empty where nothing was measured yet: no number is made up
     * @param reasonText the reason as a plain sentence, for example "2 ahead; the station is resetting"
     */
    record Wait(OptionalInt position, Optional<Range> estimate, Reason reason, String reasonText) {
        /** Whether somebody who met this wait would be let in. A wait that nobody can tell keeps nobody out. */
        public boolean within(Duration longest) {
            return estimate.map(range -> range.p90().compareTo(longest) <= 0).orElse(true);
        }
    }

    /** Half of the waits are shorter than p50, nine in ten shorter than p90. */
    record Range(Duration p50, Duration p90) {}

    /** Why a turn is not running. */
    enum Reason {
        NEXT,
        OTHERS_AHEAD,
        STATION_RESETTING,
        STATION_OFFLINE,
        STATION_PAUSED,
        STATION_STOPPED,
        /** The labs whose stations can run it have given what they give in a day. */
        LAB_DAY_FULL,
        NO_STATION_FITS,
        STARTING,
        RETRYING_AFTER_LOSS,
        /** Not in line: a person looks at it first. */
        HELD
    }
}
