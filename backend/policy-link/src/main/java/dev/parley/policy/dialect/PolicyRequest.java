package dev.parley.policy.dialect;

import dev.parley.policy.wire.PolicyValue.Fields;
import dev.parley.policy.wire.PolicyValue.Text;
import java.util.Optional;

/** What a client sends. */
public final class PolicyRequest {
    /** The key under which the instruction stands, in both dialects. */
    public static final String PROMPT = "prompt";

    public static final String SESSION = "session_id";
    public static final String ENDPOINT = "endpoint";
    static final String INFER = "infer";
    static final String RESET = "reset";

    private PolicyRequest() {}

    /** Asks for actions. What the dialect adds stands behind the observation's own entries. */
    public static Fields infer(Dialect dialect, Fields observation) {
        return switch (dialect) {
            case OPENPI -> observation;
            case ROBOARENA -> observation.with(ENDPOINT, new Text(INFER));
        };
    }

    /** Says that an episode begins; empty where the dialect has no such word: there a new connection says it. */
    public static Optional<Fields> reset(Dialect dialect, String sessionId) {
        return switch (dialect) {
            case OPENPI -> Optional.empty();
            case ROBOARENA ->
                Optional.of(Fields.empty().with(SESSION, new Text(sessionId)).with(ENDPOINT, new Text(RESET)));
        };
    }
}
