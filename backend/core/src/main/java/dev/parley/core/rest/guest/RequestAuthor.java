package dev.parley.core.rest.guest;

import dev.parley.contracts.AuthorId;
import dev.parley.core.account.Author;
import dev.parley.core.account.GuestCookie;
import dev.parley.core.account.Guests;
import dev.parley.core.account.Networks;
import dev.parley.core.person.SignedIn;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The author of the current HTTP request: a guest by header, else whoever is signed in, else a guest by cookie. Use it inside
 * REST resources only.
 */
@RequestScoped
public class RequestAuthor {
    private final RoutingContext request;
    private final Guests guests;
    private final Networks networks;
    private @Nullable Author minted;

    @Inject
    public RequestAuthor(RoutingContext request, Guests guests, Networks networks) {
        this.request = request;
        this.guests = guests;
        this.networks = networks;
    }

    /**
     * Whoever the request proves to be.
     *
     * @throws ParleyException TOKEN_REFUSED for a header that this installation did not make; a stale cookie counts as none
     */
    public Optional<Author> known() {
        String token = http().getHeader(GuestCookie.HEADER);
        if (token != null) {
            AuthorId id = guests.recognise(token)
                    .orElseThrow(() -> new ParleyException(
                            ErrorCode.TOKEN_REFUSED,
                            "The %s header is not a token from here; get one with POST /api/v1/guests."
                                    .formatted(GuestCookie.HEADER)));
            return Optional.of(author(id));
        }
        if (minted != null) {
            return Optional.of(minted);
        }
        // Whoever has to change a one-time password first is not yet sure to be the one whom it was given to.
        Optional<SignedIn> person = PersonDoor.found(request).filter(known -> !known.mustChangePassword());
        if (person.isPresent()) {
            return person.map(known -> author(known.author()));
        }
        Cookie cookie = http().getCookie(GuestCookie.NAME);
        return cookie == null
                ? Optional.empty()
                : guests.recognise(cookie.getValue()).map(this::author);
    }

    /** The author, made now where there was none; the answer then carries the cookie that proves it. */
    public Author knownOrNew() {
        return known().orElseGet(() -> {
            Guests.Minted guest = guests.mint();
            request.response()
                    .addCookie(Cookie.cookie(GuestCookie.NAME, guest.cookieValue())
                            .setPath("/")
                            .setHttpOnly(true)
                            .setSecure(overTls())
                            .setSameSite(CookieSameSite.LAX)
                            .setMaxAge(GuestCookie.MAX_AGE_SECONDS));
            Author author = author(guest.id());
            minted = author;
            return author;
        });
    }

    /** For what only looks, which makes nobody a guest: those without a token count as one for each network. */
    public Author knownOrNetwork() {
        return known().orElseGet(() ->
                author(new AuthorId(UUID.nameUUIDFromBytes(networkPrefix().getBytes(StandardCharsets.UTF_8)))));
    }

    /** Keyed hash of the network that the request came from. */
    public String networkPrefix() {
        return networks.prefixOf(
                http().remoteAddress() == null
                        ? ""
                        : Optional.ofNullable(http().remoteAddress().hostAddress())
                                .orElse(""),
                Optional.ofNullable(http().getHeader("X-Forwarded-For")));
    }

    private Author author(AuthorId id) {
        return new Author(id, networkPrefix());
    }

    /** A proxy that lies about TLS only harms its own cookies. */
    boolean overTls() {
        return http().isSSL() || "https".equalsIgnoreCase(http().getHeader("X-Forwarded-Proto"));
    }

    private HttpServerRequest http() {
        return request.request();
    }
}
