package dev.parley.core.rest.guest;

import dev.parley.contracts.LabId;
import dev.parley.core.audit.Actor;
import dev.parley.core.person.Action;
import dev.parley.core.person.Permissions;
import dev.parley.core.person.PersonCookie;
import dev.parley.core.person.Rank;
import dev.parley.core.person.SignedIn;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import java.util.Optional;

/** Who is signed in with the current HTTP request, and what they may. Use it inside REST resources only. */
@RequestScoped
public class RequestPerson {
    private final RoutingContext request;
    private final RequestAuthor author;

    @Inject
    public RequestPerson(RoutingContext request, RequestAuthor author) {
        this.request = request;
        this.author = author;
    }

    /** Also somebody who has to change their password first. */
    public Optional<SignedIn> signedIn() {
        return PersonDoor.found(request);
    }

    /**
     * Asks the one table.
     *
     * @throws dev.parley.core.problem.ParleyException SIGN_IN_NEEDED, PASSWORD_CHANGE_NEEDED or NOT_ALLOWED
     */
    public Actor require(Action action) {
        return require(action, Optional.empty());
    }

    /**
     * Of something of a lab; empty for what is no lab's, which only roles of the platform reach.
     *
     * @throws dev.parley.core.problem.ParleyException SIGN_IN_NEEDED, PASSWORD_CHANGE_NEEDED or NOT_ALLOWED
     */
    public Actor require(Action action, Optional<LabId> lab) {
        Optional<SignedIn> person = signedIn();
        Rank rank = Permissions.require(person, action, lab);
        return person.map(known -> known.as(rank, author.networkPrefix()))
                .orElseGet(() -> new Actor(Optional.empty(), "Guest", rank.name(), author.networkPrefix()));
    }

    /** Whether they may, for what shows more to some. */
    public boolean may(Action action) {
        return Permissions.may(signedIn(), action);
    }

    /** The value of their cookie, genuine or not. */
    public Optional<String> session() {
        return Optional.ofNullable(request.request().getCookie(PersonCookie.NAME))
                .map(Cookie::getValue);
    }

    /** What an answer carries in its {@code Set-Cookie}; safe to use after the request's own thread has gone on. */
    public Cookies cookies() {
        return new Cookies(author.overTls());
    }

    /** @param secure whether the browser may send it over TLS only */
    public record Cookies(boolean secure) {
        /** Brings the browser this session. */
        public NewCookie bring(String value, Duration atMost) {
            return cookie(value, Math.toIntExact(atMost.toSeconds()));
        }

        /** Takes it away. */
        public NewCookie takeAway() {
            return cookie("", 0);
        }

        private NewCookie cookie(String value, int seconds) {
            return new NewCookie.Builder(PersonCookie.NAME)
                    .value(value)
                    .path("/")
                    .maxAge(seconds)
                    .httpOnly(true)
                    .secure(secure)
                    .sameSite(NewCookie.SameSite.LAX)
                    .build();
        }
    }
}
