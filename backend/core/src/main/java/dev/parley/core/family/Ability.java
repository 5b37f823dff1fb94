package dev.parley.core.family;

import dev.parley.core.analysis.interval.Interval;
import dev.parley.core.analysis.interval.Wilson;
import dev.parley.core.policy.PolicyData;
import dev.parley.core.station.StationKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Something that a policy version can or cannot do, by the evidence and not by what it says of itself.
 *
 * @param judged tries that count; 0 where it is not offered
 */
public record Ability(Claim claim, int done, int judged, Answer answer) {
    private static final int ENOUGH = 5;

    /** What is claimed, in the order in which it is listed. */
    public enum Claim {
        IN_SIMULATION,
        ON_A_REAL_ROBOT,
        /** Words that a scene's judge reads. */
        BY_JUDGED_WORDS,
        /** Words that only people judge. */
        BY_ANY_WORDS,
        BY_A_GOAL_PICTURE,
        BY_YOUR_OWN_RECORDINGS
    }

    /** Yes and no only where the 95 % interval (Wilson's) lies on one side of one half; not tried is not no. */
    public enum Answer {
        YES,
        SOMETIMES,
        MOSTLY_NOT,
        TOO_FEW_TRIES,
        NOT_TRIED,
        /** It does not take such a thing, or no station of that kind runs it, or the platform does not. */
        NOT_OFFERED
    }

    /**
     * All of them, of this version alone. What was done stands, wherever it is offered now; what nobody could try is not offered.
     *
     * @param attempted families that any version was tried on
     * @param pictures how any version did where a goal picture was shown
     * @param offered where this version can be asked; see {@link OfferedOn}
     */
    public static List<Ability> of(
            PolicyData policy, List<Attempted> attempted, List<Tries> pictures, Set<StationKind> offered) {
        List<Attempted> own = attempted.stream()
                .filter(family -> family.tries().policyDigest().equals(policy.digest()))
                .toList();
        List<Tries> shown = pictures.stream()
                .filter(tries -> tries.policyDigest().equals(policy.digest()))
                .toList();
        return List.of(
                by(Claim.IN_SIMULATION, StationKind.SIMULATOR, own, offered),
                by(Claim.ON_A_REAL_ROBOT, StationKind.REAL_ROBOT, own, offered),
                of(Claim.BY_JUDGED_WORDS, better(asked(own, true))),
                of(Claim.BY_ANY_WORDS, better(asked(own, false))),
                policy.acceptsGoalImage()
                        ? of(Claim.BY_A_GOAL_PICTURE, better(shown))
                        : new Ability(Claim.BY_A_GOAL_PICTURE, 0, 0, Answer.NOT_OFFERED),
                new Ability(Claim.BY_YOUR_OWN_RECORDINGS, 0, 0, Answer.NOT_OFFERED));
    }

    private static Ability by(Claim claim, StationKind body, List<Attempted> own, Set<StationKind> offered) {
        Tries tries = Tries.sum(body, tries(own));
        return tries.judged() == 0 && !offered.contains(body)
                ? new Ability(claim, 0, 0, Answer.NOT_OFFERED)
                : of(claim, tries);
    }

    /** By so many tries. */
    public static Ability of(Claim claim, Tries tries) {
        return new Ability(claim, tries.done(), tries.judged(), answer(tries.done(), tries.judged()));
    }

    /**
     * How firm an answer is.
     *
     * @param tries the fewest that would have had to end the other way for another answer
     * @param then that answer
     */
    public record Flip(int tries, Answer then) {}

    /** Empty while there are too few tries for an answer. */
    public Optional<Flip> flip() {
        if (judged < ENOUGH) {
            return Optional.empty();
        }
        for (int tries = 1; tries <= judged; tries++) {
            for (int other : new int[] {done - tries, done + tries}) {
                if (other >= 0 && other <= judged && answer(other, judged) != answer) {
                    return Optional.of(new Flip(tries, answer(other, judged)));
                }
            }
        }
        return Optional.empty();
    }

    private static Answer answer(int done, int judged) {
        if (judged < ENOUGH) {
            return judged == 0 ? Answer.NOT_TRIED : Answer.TOO_FEW_TRIES;
        }
        Interval interval = Wilson.of(done, judged);
        if (interval.low() > 0.5) {
            return Answer.YES;
        }
        return interval.high() < 0.5 ? Answer.MOSTLY_NOT : Answer.SOMETIMES;
    }

    private static List<Tries> tries(List<Attempted> families) {
        return families.stream().map(Attempted::tries).toList();
    }

    private static List<Tries> asked(List<Attempted> families, boolean judged) {
        return tries(families.stream()
                .filter(family -> family.taskId().isPresent() == judged)
                .toList());
    }

    /** Of the kind of body with more tries: the two are never added up. */
    private static Tries better(List<Tries> some) {
        Tries simulated = Tries.sum(StationKind.SIMULATOR, some);
        Tries real = Tries.sum(StationKind.REAL_ROBOT, some);
        return real.judged() > simulated.judged() ? real : simulated;
    }
}
