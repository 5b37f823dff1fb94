package dev.parley.media.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The replies of the last seconds by request id: a client that lost its connection repeats its request under the same id
 * and must not have it carried out twice.
 */
final class ReplyCache {

    /** As long as a Kurento media server keeps them. */
    private static final Duration KEPT = Duration.ofSeconds(20);

    private final Clock clock;
    private final Map<JsonNode, Cached> replies = new LinkedHashMap<>();

    private record Cached(ObjectNode reply, Instant until) {}

    ReplyCache(Clock clock) {
        this.clock = clock;
    }

    synchronized Optional<ObjectNode> find(JsonNode requestId) {
        dropOld();
        return Optional.ofNullable(replies.get(requestId)).map(Cached::reply);
    }

    synchronized void put(JsonNode requestId, ObjectNode reply) {
        dropOld();
        replies.putIfAbsent(requestId, new Cached(reply, clock.instant().plus(KEPT)));
    }

    private void dropOld() {
        Instant now = clock.instant();
        replies.values().removeIf(cached -> cached.until().isBefore(now));
    }
}
