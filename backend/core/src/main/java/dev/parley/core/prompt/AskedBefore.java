package dev.parley.core.prompt;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;

/** The key of a prompt is taken by one that was stored meanwhile or is about to be: look again. Never leaves this package. */
final class AskedBefore extends ParleyException {
    AskedBefore() {
        super(ErrorCode.STATE_CONFLICT, "The same is being asked under this Idempotency-Key just now; send it again.");
    }
}
