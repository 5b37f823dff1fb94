package dev.parley.core.person;

import dev.parley.contracts.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An account as those see it who look after accounts.
 *
 * @param disabledAt since when nobody may sign in with it
 * @param mustChangePassword whether the one-time password was not used yet
 * @param oneTimeUntil until when it opens anything; empty: for ever, or there is none
 * @param elsewhere who signs in by the organisation's own service, and has no password here
 */
public record PersonData(
        PersonId id,
        String login,
        String name,
        List<Grant> grants,
        Instant createdAt,
        Optional<Instant> disabledAt,
        boolean mustChangePassword,
        Optional<Instant> oneTimeUntil,
        boolean elsewhere) {}
