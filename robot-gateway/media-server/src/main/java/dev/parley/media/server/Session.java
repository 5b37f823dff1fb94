package dev.parley.media.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** One client as the server knows it; outlives the connection, so that a client may come back to its objects. */
final class Session {

    private final String id;
    private final ReplyCache replies;
    private volatile @Nullable Outlet outlet;
    private volatile boolean used = true;

    Session(String id, Clock clock) {
        this.id = id;
        replies = new ReplyCache(clock);
    }

    String id() {
        return id;
    }

    ReplyCache replies() {
        return replies;
    }

    /** The client speaks through this connection from now on. */
    void reachedThrough(Outlet connection) {
        outlet = connection;
        used = true;
    }

    void send(ObjectNode message) {
        Outlet current = outlet;
        if (current != null) {
            current.send(message);
        }
    }

    /** True if the client neither is connected nor was heard of since the last call. */
    boolean isAbandoned() {
        Outlet current = outlet;
        boolean alive = used || (current != null && current.isOpen());
        used = false;
        return !alive;
    }
}
