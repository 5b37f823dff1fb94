package dev.parley.ui.account;

import dev.parley.core.person.OidcConfig;
import dev.parley.core.person.PeopleConfig;
import dev.parley.core.person.Proven;
import dev.parley.core.person.SignIns;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.rest.guest.RequestAuthor;
import dev.parley.core.rest.guest.RequestPerson;
import dev.parley.ui.html.Notices;
import io.quarkus.oidc.OidcSession;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * Where people come back to from their organisation's service. The extension has proven them before this is reached; what it
 * keeps in cookies is thrown away, and a session of our own is opened, which is ended like every other.
 */
@Path(ElsewherePage.ADDRESS)
@ApplicationScoped
public class ElsewherePage {
    static final String ADDRESS = "/sign-in/elsewhere";

    private static final Notices.Notice OFF = new Notices.Notice(
            "Not here",
            "Nobody is signed in by another service here",
            "Whoever runs this installation has not switched it on.",
            "/sign-in",
            "Sign in with a password");
    private static final Notices.Notice CLOSED = new Notices.Notice(
            "Account closed",
            "This account is closed",
            "Your organisation knows you, but a platform admin of this installation has closed your account.",
            "/",
            "To the first page");

    private final OidcConfig config;
    private final Duration longest;
    private final CurrentIdentityAssociation identity;
    private final OidcSession theirs;
    private final SignIns signIns;
    private final RequestPerson requestPerson;
    private final RequestAuthor requestAuthor;
    private final Notices notices;

    @Inject
    ElsewherePage(
            OidcConfig config,
            PeopleConfig people,
            CurrentIdentityAssociation identity,
            OidcSession theirs,
            SignIns signIns,
            RequestPerson requestPerson,
            RequestAuthor requestAuthor,
            Notices notices) {
        this.config = config;
        this.longest = people.longest();
        this.identity = identity;
        this.theirs = theirs;
        this.signIns = signIns;
        this.requestPerson = requestPerson;
        this.requestAuthor = requestAuthor;
        this.notices = notices;
    }

    @GET
    @Operation(hidden = true)
    public Uni<Response> page() {
        if (!config.enabled()) {
            return Uni.createFrom().item(() -> notices.notFound(OFF));
        }
        String network = requestAuthor.networkPrefix();
        Optional<String> before = requestPerson.session();
        RequestPerson.Cookies cookies = requestPerson.cookies();
        Response closed = notices.notYours(CLOSED);
        Response away = notices.unreadable("Your account", ADDRESS);
        return identity.getDeferredIdentity()
                .map(this::proven)
                .call(theirs::logout)
                .chain(proven -> signIns.signInElsewhere(proven, network, before))
                .map(opened -> Response.seeOther(URI.create("/account"))
                        .cookie(cookies.bring(opened.cookieValue(), longest))
                        .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                        .build())
                .onFailure(ElsewherePage::refused)
                .recoverWithItem(closed)
                .onFailure(failure -> failure instanceof ParleyException || failure instanceof ConnectException)
                .recoverWithItem(away);
    }

    private static boolean refused(Throwable failure) {
        return failure instanceof ParleyException known && known.code() == ErrorCode.SIGN_IN_REFUSED;
    }

    private Proven proven(SecurityIdentity identity) {
        if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
            throw new IllegalStateException("the address is reached by people with an ID token alone");
        }
        String login = Optional.<String>ofNullable(token.getClaim("preferred_username"))
                .or(() -> Optional.ofNullable(token.getClaim("email")))
                .orElse("person");
        String name = Optional.<String>ofNullable(token.getClaim("name")).orElse(login);
        return new Proven(
                token.getIssuer(),
                token.getSubject(),
                login,
                name,
                config.rolesClaim().map(claim -> Claims.values(token, claim)).orElseGet(Set::of));
    }
}
