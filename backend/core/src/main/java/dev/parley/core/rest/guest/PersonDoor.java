package dev.parley.core.rest.guest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.core.person.PersonCookie;
import dev.parley.core.person.PersonSessions;
import dev.parley.core.person.PersonTokens;
import dev.parley.core.person.Scope;
import dev.parley.core.person.SignedIn;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.rest.problem.Problem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Looks at every request's session cookie, or a program's token, before anything answers, so that REST, WebSockets and pages know alike who it
 * is. Requests without one pass at once. While PostgreSQL cannot be asked nobody is signed in: less is allowed, never more. A token that is not
 * good, or does not open what is asked for, is refused here: a program that meant to be somebody must not go on as nobody.
 */
@ApplicationScoped
public class PersonDoor {
    private static final Logger LOG = Logger.getLogger(PersonDoor.class);
    private static final int BEFORE_ALL_ROUTES = 990;
    private static final String FOUND = PersonDoor.class.getName();

    /** What is the same for everybody and asks nobody who they are. */
    private static final List<String> FILES = List.of("/js/", "/css/", "/fonts/", "/icons/", "/img/", "/VAADIN/build/");

    private static final String API = "/api/";

    private final PersonSessions sessions;
    private final PersonTokens tokens;
    private final ObjectMapper json;

    @Inject
    PersonDoor(PersonSessions sessions, PersonTokens tokens, ObjectMapper json) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.json = json;
    }

    void register(@Observes Filters filters) {
        filters.register(this::enter, BEFORE_ALL_ROUTES);
    }

    /** Whom the door found; empty for everybody else. */
    static Optional<SignedIn> found(RoutingContext request) {
        return Optional.ofNullable(request.get(FOUND));
    }

    private void enter(RoutingContext request) {
        Optional<String> secret = PersonTokens.in(request.request().getHeader(HttpHeaders.AUTHORIZATION));
        if (secret.isPresent() && request.normalizedPath().startsWith(API)) {
            enterWith(request, secret.get());
            return;
        }
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

    private void enterWith(RoutingContext request, String secret) {
        Context here = request.vertx().getOrCreateContext();
        request.request().pause();
        tokens.find(secret)
                .subscribe()
                .with(
                        found -> here.runOnContext(ignored -> {
                            Optional<Problem> wrong = wrong(request, found);
                            if (wrong.isPresent()) {
                                request.request().resume();
                                refuse(request, wrong.get());
                            } else {
                                goOn(here, request, found.map(PersonTokens.Shown::person));
                            }
                        }),
                        failure -> here.runOnContext(ignored -> {
                            LOG.debugf(failure, "tokens cannot be looked at");
                            request.request().resume();
                            refuse(
                                    request,
                                    Problem.of(
                                            ErrorCode.SERVICE_AWAY,
                                            "Tokens cannot be looked at just now; try again in some seconds."));
                        }));
    }

    private static Optional<Problem> wrong(RoutingContext request, Optional<PersonTokens.Shown> found) {
        if (found.isEmpty()) {
            return Optional.of(
                    Problem.of(
                            ErrorCode.TOKEN_REFUSED,
                            "This token is not good: it was revoked, has expired, or was never made here. Make one at /account."));
        }
        Set<Scope> needed = TokenReach.of(request.request().method(), request.normalizedPath());
        if (needed.stream().anyMatch(found.get().scopes()::contains)) {
            return Optional.empty();
        }
        return Optional.of(Problem.of(
                ErrorCode.SCOPE_MISSING,
                needed.isEmpty()
                        ? "No token does this; sign in and do it yourself."
                        : "This needs a token with the scope %s; yours has %s."
                                .formatted(
                                        words(needed, " or "), words(found.get().scopes(), ", "))));
    }

    private static String words(Set<Scope> scopes, String between) {
        return scopes.stream().sorted().map(Scope::wireName).collect(Collectors.joining(between));
    }

    private void refuse(RoutingContext request, Problem problem) {
        try {
            request.response()
                    .setStatusCode(problem.status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                    .end(json.writeValueAsString(problem));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem is JSON", e);
        }
    }

    private static void goOn(Context here, RoutingContext request, Optional<SignedIn> found) {
        here.runOnContext(ignored -> {
            found.ifPresent(person -> request.put(FOUND, person));
            request.request().resume();
            request.next();
        });
    }
}
