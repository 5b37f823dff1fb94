package dev.parley.gateway.relay;

import dev.parley.policy.link.LinkFault;
import java.util.Locale;

/**
 * Why a relay ends before its time, as far as a station may know: which policy it is, and what its server said, stays here.
 *
 * @param word for the record
 * @param policyCaused whether the episode counts as not done; otherwise it says nothing about the policy
 * @param sentence for the station
 */
record RelayFault(String word, boolean policyCaused, String sentence) {
    /** As openpi's servers end after an error, which they have put in words before. */
    static final int POLICY_FAILED = 1011;

    static final int TRY_AGAIN_LATER = 1013;
    static final int NOT_UNDERSTOOD = 1007;

    static RelayFault of(LinkFault fault) {
        return new RelayFault(
                fault.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                fault.kind().policyCaused(),
                switch (fault.kind()) {
                    case TIMED_OUT -> "The policy gave no answer in time.";
                    case SAID_ERROR -> "The policy reported an error.";
                    case MALFORMED -> "The policy's answer was no action.";
                    case TOO_LARGE -> "The policy's answer was too large.";
                    case UNASKED -> "The policy answered twice, or without being asked.";
                    case NO_POLICY_SERVER -> "No policy answers there.";
                    case ADDRESS_REFUSED, UNREACHABLE, CLOSED -> "The policy cannot be reached.";
                    case REFUSED_HERE -> "The policy is asked too often.";
                });
    }

    static RelayFault width(int wanted, int got) {
        return new RelayFault(
                "wrong-width", true, "The policy gave %d numbers for an action; %d are needed.".formatted(got, wanted));
    }

    static RelayFault noAction() {
        return new RelayFault("no-action", true, "The policy's answer was no action.");
    }

    static RelayFault observation(String why) {
        return new RelayFault("bad-observation", false, why);
    }

    int closeCode() {
        return policyCaused ? POLICY_FAILED : word.equals("bad-observation") ? NOT_UNDERSTOOD : TRY_AGAIN_LATER;
    }
}
