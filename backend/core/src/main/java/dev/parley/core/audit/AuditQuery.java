package dev.parley.core.audit;

import dev.parley.contracts.LabId;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What is looked for; what is empty is not asked for.
 *
 * @param who part of a name, or the id of a person
 * @param action whole, or its first word: {@code role} finds {@code role.granted} and {@code role.revoked}
 * @param subject its id, or its kind
 * @param before only entries with a lower number: the next page
 * @param labs whose affairs the reader may know; empty: all
 */
public record AuditQuery(
        Optional<String> who,
        Optional<String> action,
        Optional<String> subject,
        Optional<Instant> from,
        Optional<Instant> until,
        OptionalLong before,
        Optional<Set<LabId>> labs,
        int atMost) {}
