package dev.parley.core.rest.guest;

import dev.parley.core.person.PersonCookie;
import dev.parley.core.person.PersonSessions;
import dev.parley.core.person.SignedIn;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Looks at every request's session cookie before anything answers, so that REST, WebSockets and pages know alike who it is.
 * Requests without one pass at once. While PostgreSQL cannot be asked nobody is signed in: less is allowed, never more.
 */
@ApplicationScoped
public class PersonDoor {
    private static final Logger LOG = Logger.getLogger(PersonDoor.class);
    private static final int BEFORE_ALL_ROUTES = 990;
    private static final String FOUND = PersonDoor.class.getName();

    /** What is the same for everybody and asks nobody who they are. */
    private static final List<String> FILES = List.of("/js/", "/css/", "/fonts/", "/icons/", "/img/", "/VAADIN/build/");

    private final PersonSessions sessions;

    @Inject
    PersonDoor(PersonSessions sessions) {
        this.sessions = sessions;
    }

    void register(@Observes Filters filters) {
        filters.register(this::enter, BEFORE_ALL_ROUTES);
    }

    /** Whom the door found; empty for everybody else. */
    static Optional<SignedIn> found(RoutingContext request) {
        return Optional.ofNullable(request.get(FOUND));
    }

    private void enter(RoutingContext request) {
        Cookie cookie = request.request().getCookie(PersonCookie.NAME);
        if (cookie == null || FILES.stream().anyMatch(request.normalizedPath()::startsWith)) {
            request.next();
            return;
        }
        Context here = request.vertx().getOrCreateContext();
        request.request().pause();
        sessions.find(cookie.getValue()).subscribe().with(found -> goOn(here, request, found), failure -> {
            LOG.debugf(failure, "nobody is signed in while sessions cannot be read");
            goOn(here, request, Optional.empty());
        });
    }

    private static void goOn(Context here, RoutingContext request, Optional<SignedIn> found) {
        here.runOnContext(ignored -> {
            found.ifPresent(person -> request.put(FOUND, person));
            request.request().resume();
            request.next();
        });
    }
}
