package dev.parley.core.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * One line of the audit.
 *
 * @param number grows with time; gaps mean nothing
 * @param lab name of the lab whose affair it is
 * @param labTitle as people read that lab's name now
 */
public record AuditEntry(
        long number, Instant at, Actor who, Deed deed, Optional<String> lab, Optional<String> labTitle) {}
