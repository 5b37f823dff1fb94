package dev.parley.ui.identity;

import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinResponse;
import com.vaadin.flow.server.VaadinSession;
import dev.parley.contracts.AuthorId;
import dev.parley.core.account.Author;
import dev.parley.core.account.GuestCookie;
import dev.parley.core.account.Guests;
import dev.parley.core.account.Networks;
import dev.parley.core.person.PersonCookie;
import dev.parley.core.person.PersonSessions;
import dev.parley.core.person.SignedIn;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.Cookie;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who looks at a page: whoever is signed in, else the guest whom the cookie proves, or a new one who gets it with this answer. */
@ApplicationScoped
public class Visitors {
    private static final String SIGNED_IN_BY = Visitors.class.getName() + ".signed-in-by";

    private final Guests guests;
    private final Networks networks;
    private final PersonSessions sessions;

    @Inject
    public Visitors(Guests guests, PersonSessions sessions, Networks networks) {
        this.guests = guests;
        this.sessions = sessions;
        this.networks = networks;
    }

    /**
     * With the document of a page that begins, so that a guest has the cookie before anything else is said: what a page says
     * later comes over its own connection, whose answers bring no cookie, and its guest would ask as one and vote as another.
     */
    public void arrives() {
        VaadinSession session = VaadinSession.getCurrent();
        boolean proven = cookie(VaadinRequest.getCurrent(), GuestCookie.NAME)
                .flatMap(guests::recognise)
                .isPresent();
        if (!proven && session.getAttribute(SIGNED_IN_BY) == null) {
            session.setAttribute(Author.class, null);
        }
        current();
    }

    /**
     * The author of the current request. Call it on a page's own thread, where Flow knows request and session. Somebody who
     * signs out elsewhere is themselves in pages that are open until these are loaded again.
     */
    public Author current() {
        VaadinRequest request = VaadinRequest.getCurrent();
        VaadinSession session = VaadinSession.getCurrent();
        Author known = session.getAttribute(Author.class);
        Optional<String> cookie = cookie(request, PersonCookie.NAME);
        Optional<SignedIn> person = cookie.flatMap(sessions::seen);
        Object before = session.getAttribute(SIGNED_IN_BY);
        if (known != null
                && person.isEmpty()
                && cookie.filter(same -> still(same, before)).isPresent()) {
            return known;
        }
        if (person.filter(found -> !found.mustChangePassword()).isPresent()) {
            session.setAttribute(SIGNED_IN_BY, cookie.orElseThrow());
            return kept(session, known, person.orElseThrow().author(), request);
        }
        session.setAttribute(SIGNED_IN_BY, null);
        Optional<AuthorId> proven = cookie(request, GuestCookie.NAME).flatMap(guests::recognise);
        if (known != null && before == null && proven.map(known.id()::equals).orElse(true)) {
            return known;
        }
        return kept(session, known, proven.orElseGet(() -> welcome(request)), request);
    }

    /** A page that is open for long asks through its own connection, which the door does not see. */
    private boolean still(String cookie, @Nullable Object before) {
        return cookie.equals(before) && !sessions.seenToBeNobody(cookie);
    }

    private Author kept(VaadinSession session, @Nullable Author known, AuthorId id, @Nullable VaadinRequest request) {
        if (known != null && known.id().equals(id)) {
            return known;
        }
        Author author = new Author(id, network(request));
        session.setAttribute(Author.class, author);
        return author;
    }

    private AuthorId welcome(@Nullable VaadinRequest request) {
        Guests.Minted guest = guests.mint();
        VaadinResponse response = VaadinResponse.getCurrent();
        if (response != null) {
            Cookie cookie = new Cookie(GuestCookie.NAME, guest.cookieValue());
            cookie.setPath("/");
            cookie.setHttpOnly(true);
            cookie.setSecure(request != null && request.isSecure());
            cookie.setMaxAge(GuestCookie.MAX_AGE_SECONDS);
            cookie.setAttribute("SameSite", "Lax");
            response.addCookie(cookie);
        }
        return guest.id();
    }

    private static Optional<String> cookie(@Nullable VaadinRequest request, String name) {
        if (request == null || request.getCookies() == null) {
            return Optional.empty();
        }
        return Arrays.stream(request.getCookies())
                .filter(cookie -> cookie.getName().equals(name))
                .map(Cookie::getValue)
                .findFirst();
    }

    private String network(@Nullable VaadinRequest request) {
        return request == null
                ? networks.prefixOf("", Optional.empty())
                : networks.prefixOf(
                        Optional.ofNullable(request.getRemoteAddr()).orElse(""),
                        Optional.ofNullable(request.getHeader("X-Forwarded-For")));
    }
}
