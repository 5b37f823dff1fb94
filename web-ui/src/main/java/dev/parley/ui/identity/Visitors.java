package dev.parley.ui.identity;

import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinResponse;
import com.vaadin.flow.server.VaadinSession;
import dev.parley.contracts.AuthorId;
import dev.parley.core.account.Author;
import dev.parley.core.account.GuestCookie;
import dev.parley.core.account.Guests;
import dev.parley.core.account.Networks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.Cookie;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who looks at a page: the guest whom the cookie proves, or a new one who gets it with this answer. */
@ApplicationScoped
public class Visitors {
    private final Guests guests;
    private final Networks networks;

    @Inject
    public Visitors(Guests guests, Networks networks) {
        this.guests = guests;
        this.networks = networks;
    }

    /** The author of the current request. Call it on a page's own thread, where Flow knows request and session. */
    public Author current() {
        VaadinRequest request = VaadinRequest.getCurrent();
        VaadinSession session = VaadinSession.getCurrent();
        Optional<AuthorId> proven = cookie(request).flatMap(guests::recognise);
        Author known = session.getAttribute(Author.class);
        if (known != null && proven.map(known.id()::equals).orElse(true)) {
            return known;
        }
        Author author = new Author(proven.orElseGet(() -> welcome(request)), network(request));
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

    private static Optional<String> cookie(@Nullable VaadinRequest request) {
        if (request == null || request.getCookies() == null) {
            return Optional.empty();
        }
        return Arrays.stream(request.getCookies())
                .filter(cookie -> cookie.getName().equals(GuestCookie.NAME))
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
