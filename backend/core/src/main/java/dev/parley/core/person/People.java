package dev.parley.core.person;

import dev.parley.contracts.LabId;
import dev.parley.contracts.PersonId;
import dev.parley.core.audit.Actor;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The accounts, for those who look after them. It does not ask who may: {@link Permissions} does, before. Every change is
 * in the audit, in the same transaction.
 */
public interface People {
    int LONGEST_NAME = 80;

    /** @param oneTimePassword to be told to the person; kept nowhere */
    record Created(PersonData person, String oneTimePassword) {
        @Override
        public String toString() {
            return "a one-time password for " + person.login();
        }
    }

    /**
     * By login.
     *
     * @param like part of a login or name; empty: all
     * @param after login of the last one of the page before; empty: from the beginning
     * @param of only those with a role in one of these labs, and whoever has exactly this login; empty: everybody
     */
    Uni<List<PersonData>> list(String like, String after, int atMost, Optional<Set<LabId>> of);

    /** Of everybody. */
    default Uni<List<PersonData>> list(String like, String after, int atMost) {
        return list(like, after, atMost, Optional.empty());
    }

    /** @param of only if they have a role in one of these labs; empty: whoever they are */
    Uni<Optional<PersonData>> find(PersonId id, Optional<Set<LabId>> of);

    default Uni<Optional<PersonData>> find(PersonId id) {
        return find(id, Optional.empty());
    }

    /** @throws dev.parley.core.problem.ParleyException PERSON_EXISTS or BODY_MALFORMED in the Uni */
    Uni<Created> create(String login, String name, Actor by);

    /**
     * What was granted already stays as it is.
     *
     * @throws dev.parley.core.problem.ParleyException PERSON_UNKNOWN in the Uni
     */
    Uni<PersonData> grant(PersonId id, Grant grant, Actor by, String reason);

    /**
     * What was not granted stays so. It holds with their next request.
     *
     * @throws dev.parley.core.problem.ParleyException PERSON_UNKNOWN, or STATE_CONFLICT for the last platform admin, in the
     *     Uni
     */
    Uni<PersonData> revoke(PersonId id, Grant grant, Actor by, String reason);

    /**
     * Signs out everywhere and lets nobody sign in with it, or lets them again.
     *
     * @throws dev.parley.core.problem.ParleyException PERSON_UNKNOWN, or STATE_CONFLICT for the last platform admin, in the
     *     Uni
     */
    Uni<PersonData> disable(PersonId id, boolean disabled, Actor by, String reason);

    /**
     * A new one-time password in the place of a forgotten one; signs out everywhere.
     *
     * @throws dev.parley.core.problem.ParleyException PERSON_UNKNOWN, or STATE_CONFLICT for somebody who signs in by another
     *     service and has none, in the Uni
     */
    Uni<Created> newOneTimePassword(PersonId id, Actor by, String reason);
}
