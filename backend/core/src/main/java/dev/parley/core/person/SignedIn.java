package dev.parley.core.person;

import dev.parley.contracts.AuthorId;
import dev.parley.contracts.PersonId;
import dev.parley.core.audit.Actor;
import java.util.List;
import java.util.Optional;

/**
 * Somebody whose session a request has shown.
 *
 * @param mustChangePassword as long as it is so they may do nothing but change it
 */
public record SignedIn(PersonId id, String login, String name, List<Grant> grants, boolean mustChangePassword) {
    public SignedIn {
        grants = List.copyOf(grants);
    }

    /** What they ask and vote is under this. */
    public AuthorId author() {
        return new AuthorId(id.value());
    }

    /** Their name where names of keys stand too; no key's name begins so. */
    public String handle() {
        return "@" + login;
    }

    public Actor as(Rank rank, String network) {
        return new Actor(Optional.of(id), name, rank.name(), network);
    }
}
