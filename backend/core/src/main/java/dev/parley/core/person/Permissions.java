package dev.parley.core.person;

import dev.parley.contracts.LabId;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the table of {@link Action}: the only place that decides whether somebody may do something. */
public final class Permissions {
    private Permissions() {}

    /** Of something that is no lab's, or that is done to no station in particular. */
    public static boolean may(Optional<SignedIn> who, Action action) {
        return rank(who, action, Optional.empty()).isPresent();
    }

    /** Of something of this lab. */
    public static boolean may(Optional<SignedIn> who, Action action, LabId lab) {
        return rank(who, action, Optional.of(lab)).isPresent();
    }

    /**
     * As what they may.
     *
     * @param lab whose affair it is; for actions in one's own lab, without it only roles of the platform count
     * @throws ParleyException SIGN_IN_NEEDED, PASSWORD_CHANGE_NEEDED or NOT_ALLOWED, saying who may
     */
    public static Rank require(Optional<SignedIn> who, Action action, Optional<LabId> lab) {
        return rank(who, action, lab).orElseThrow(() -> refusal(who, action));
    }

    /** As {@link #require(Optional, Action, Optional)}, of something that is no lab's. */
    public static Rank require(Optional<SignedIn> who, Action action) {
        return require(who, action, Optional.empty());
    }

    /** In one lab at least, whichever it is. */
    public static boolean maySomewhere(Optional<SignedIn> who, Action action) {
        return may(who, action)
                || who.stream()
                        .flatMap(person -> person.grants().stream())
                        .flatMap(grant -> grant.lab().stream())
                        .anyMatch(lab -> may(who, action, lab.id()));
    }

    /** For which labs somebody may, without whom nothing is asked; empty: for all of them. */
    public static Optional<Set<LabId>> labs(SignedIn who, Action action) {
        if (may(Optional.of(who), action)) {
            return Optional.empty();
        }
        Set<LabId> own = who.grants().stream()
                .filter(grant -> action.allows(Rank.of(grant.role())))
                .flatMap(grant -> grant.lab().stream())
                .map(Lab::id)
                .filter(lab -> may(Optional.of(who), action, lab))
                .collect(Collectors.toUnmodifiableSet());
        if (own.isEmpty()) {
            throw refusal(Optional.of(who), action);
        }
        return Optional.of(own);
    }

    /** The lowest rank that allows it: the audit says by which right something was done, not which rights there were. */
    private static Optional<Rank> rank(Optional<SignedIn> who, Action action, Optional<LabId> lab) {
        return ranks(who, action, lab).filter(action::allows).min(Rank::compareTo);
    }

    private static Stream<Rank> ranks(Optional<SignedIn> who, Action action, Optional<LabId> lab) {
        if (who.isEmpty()) {
            return Stream.of(Rank.GUEST);
        }
        SignedIn person = who.get();
        if (person.mustChangePassword()) {
            return action == Action.KEEP_ACCOUNT ? Stream.of(Rank.USER) : Stream.of(Rank.GUEST);
        }
        EnumSet<Rank> ranks = EnumSet.of(Rank.USER);
        for (Grant grant : person.grants()) {
            if (reaches(grant, action, lab)) {
                ranks.add(Rank.of(grant.role()));
            }
        }
        return ranks.stream();
    }

    private static boolean reaches(Grant grant, Action action, Optional<LabId> lab) {
        return switch (action.where()) {
            case ANYWHERE -> true;
            case OWN_LAB ->
                !grant.role().ofALab()
                        || grant.lab()
                                .map(Lab::id)
                                .filter(own -> lab.equals(Optional.of(own)))
                                .isPresent();
        };
    }

    private static ParleyException refusal(Optional<SignedIn> who, Action action) {
        if (who.isEmpty()) {
            return new ParleyException(
                    ErrorCode.SIGN_IN_NEEDED,
                    "Sign in first: to %s is for %s.".formatted(action.words(), action.whoMay()));
        }
        if (who.get().mustChangePassword()) {
            return new ParleyException(
                    ErrorCode.PASSWORD_CHANGE_NEEDED,
                    "You signed in with a one-time password. Choose your own first, with POST /api/v1/session/password or at /account.");
        }
        return new ParleyException(
                ErrorCode.NOT_ALLOWED,
                action.where() == Action.Where.OWN_LAB
                        ? "To %s is for %s, of that lab.".formatted(action.words(), action.whoMay())
                        : "To %s is for %s.".formatted(action.words(), action.whoMay()));
    }
}
