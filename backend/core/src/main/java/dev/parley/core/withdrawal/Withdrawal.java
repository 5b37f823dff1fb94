package dev.parley.core.withdrawal;

import dev.parley.contracts.PromptId;
import java.time.Instant;
import java.util.Optional;

/**
 * How far it is. Times are PostgreSQL's.
 *
 * @param prompt empty: everything that somebody ever sent
 * @param rowsGoneAt since when this database holds no words of it
 * @param mediaGoneAt since when no picture, film or step of it is stored; the end, as far as people are concerned
 */
public record Withdrawal(
        WithdrawalId id,
        Optional<PromptId> prompt,
        Instant requestedAt,
        Optional<Instant> rowsGoneAt,
        Optional<Instant> mediaGoneAt) {}
