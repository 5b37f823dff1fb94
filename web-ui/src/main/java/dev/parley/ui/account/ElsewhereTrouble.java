package dev.parley.ui.account;

import dev.parley.ui.html.Notices;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

/**
 * Says in a page of ours what went wrong between a browser and the organisation's service, before any resource was asked. What
 * is no failure but the way there, such as the redirect to the service, is left to the extension. The address is in no log: it
 * may hold a code of that service.
 */
@ApplicationScoped
class ElsewhereTrouble {
    private static final Logger LOG = Logger.getLogger(ElsewhereTrouble.class);
    private static final int BEFORE_THE_SERVERS_OWN = Integer.MIN_VALUE + 1;
    private static final Notices.Notice AWAY = new Notices.Notice(
            "Not reached",
            "Your organisation’s service cannot be reached",
            "It did not answer this installation. Try again in a moment; whoever has a password here can sign in with it.",
            "/sign-in",
            "Back to signing in");
    private static final Notices.Notice UNFINISHED = new Notices.Notice(
            "Not signed in",
            "Signing in was not finished",
            "Your organisation’s service did not vouch for you, or too much time went by. Nothing was changed.",
            "/sign-in",
            "Back to signing in");

    private final Notices notices;

    @Inject
    ElsewhereTrouble(Notices notices) {
        this.notices = notices;
    }

    void register(@Observes Router router) {
        router.route(ElsewherePage.ADDRESS).order(BEFORE_THE_SERVERS_OWN).failureHandler(this::answer);
    }

    private void answer(RoutingContext request) {
        Throwable failure = request.failure();
        if (failure instanceof AuthenticationCompletionException) {
            LOG.debugf("a sign-in by the organisation's service was not finished: %s", failure.getMessage());
            show(request, 401, UNFINISHED);
        } else if (failure == null
                || failure instanceof SecurityException
                || failure instanceof AuthenticationException) {
            request.next();
        } else {
            LOG.warnf("the organisation's service cannot be asked: %s", failure.getMessage());
            show(request, 503, AWAY);
        }
    }

    private void show(RoutingContext request, int status, Notices.Notice notice) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "text/html;charset=UTF-8")
                .putHeader("Cache-Control", "private, no-store")
                .end(notices.html(notice));
    }
}
