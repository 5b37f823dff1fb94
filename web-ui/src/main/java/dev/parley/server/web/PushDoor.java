package dev.parley.server.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jboss.logging.Logger;

/**
 * Opens the WebSockets of pages one after the other. Atmosphere hands each handshake on through a place for one, and whoever hangs
 * up between the two halves leaves theirs there for good: everybody after them would hold an event loop for a second and get a 500,
 * until the server is started anew. One at a time, what is left in that place is known to be nobody's, and is cleared away. It also keeps
 * two handshakes from being taken for one another.
 */
@ApplicationScoped
class PushDoor {
    private static final Logger LOG = Logger.getLogger(PushDoor.class);
    private static final String PATH = "/VAADIN/push";
    /**
     * After whatever takes its time, such as finding out who it is, and right before the WebSocket's own route (120): from
     * here to the place for one nothing else happens, so that nobody comes there after this door took them for gone.
     */
    private static final int LAST = 150;

    private static final int SWITCHES = 101;

    private static final int MOST_WAITING = 512;
    private static final long LOOK_EVERY_MS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final PushHandshakes handshakes;
    private final Queue<Opening> waiting = new ArrayDeque<>();
    private boolean busy;

    /** One WebSocket that is opened, and where its request lives. */
    private record Opening(RoutingContext request, Context here) {
        boolean gone() {
            return request.response().closed();
        }

        boolean answered() {
            return request.response().headWritten();
        }

        boolean refused() {
            return answered() && request.response().getStatusCode() != SWITCHES;
        }
    }

    @Inject
    PushDoor(PushHandshakes handshakes) {
        this.handshakes = handshakes;
    }

    void register(@Observes Filters filters) {
        filters.register(this::enter, LAST);
    }

    private void enter(RoutingContext request) {
        if (!opensWebSocket(request.request())) {
            request.next();
            return;
        }
        Opening opening = new Opening(request, request.vertx().getOrCreateContext());
        synchronized (waiting) {
            if (busy && waiting.size() >= MOST_WAITING) {
                request.response()
                        .setStatusCode(503)
                        .putHeader(HttpHeaders.RETRY_AFTER, "2")
                        .end();
                return;
            }
            if (busy) {
                request.request().pause();
                waiting.add(opening);
                return;
            }
            busy = true;
        }
        open(opening);
    }

    private static boolean opensWebSocket(HttpServerRequest request) {
        return request.path().startsWith(PATH) && request.headers().contains("Upgrade", "websocket", true);
    }

    /** On the context of its request. */
    private void open(Opening opening) {
        if (opening.gone()) {
            next();
            return;
        }
        opening.request().request().resume();
        opening.request().next();
        look(opening, System.nanoTime() + PATIENCE.toNanos());
    }

    private void look(Opening opening, long until) {
        boolean left = handshakes.waiting();
        if (!left && (opening.answered() || opening.gone())) {
            next();
            return;
        }
        if (left && (opening.gone() || opening.refused()) || System.nanoTime() - until > 0) {
            // Closed before its handshake is forgotten: what it may still do must not be done with that of another.
            opening.request().request().connection().close().onComplete(closed -> {
                LOG.debug("a page was left while its connection was opened");
                handshakes.forget();
                next();
            });
            return;
        }
        opening.request().vertx().setTimer(LOOK_EVERY_MS, again -> look(opening, until));
    }

    private void next() {
        Opening opening;
        synchronized (waiting) {
            opening = waiting.poll();
            busy = opening != null;
        }
        if (opening != null) {
            opening.here().runOnContext(ignored -> open(opening));
        }
    }
}
