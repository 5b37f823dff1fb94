package dev.parley.media.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.media.object.EventSink;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The sessions that are alive. Thread-safe. */
final class Sessions implements EventSink {

    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final Clock clock;

    Sessions(Clock clock) {
        this.clock = clock;
    }

    Optional<Session> find(String id) {
        return Optional.ofNullable(sessions.get(id));
    }

    Session findOrOpen(String id) {
        return sessions.computeIfAbsent(id, fresh -> new Session(fresh, clock));
    }

    void close(String id) {
        sessions.remove(id);
    }

    /** Ids of the sessions nobody used since the last call; called twice per garbage-collection cycle. */
    List<String> abandoned() {
        return sessions.values().stream()
                .filter(Session::isAbandoned)
                .map(Session::id)
                .toList();
    }

    @Override
    public void send(String sessionId, ObjectNode message) {
        Session session = sessions.get(sessionId);
        if (session != null) {
            session.send(message);
        }
    }
}
