package dev.parley.server.health;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** The media server takes connections. */
@Readiness
@ApplicationScoped
class MediaServerCheck implements AsyncHealthCheck {
    private static final int WS_PORT = 80;
    private static final int WSS_PORT = 443;

    private final Vertx vertx;
    private final String host;
    private final int port;

    @Inject
    MediaServerCheck(Vertx vertx, @ConfigProperty(name = "parley.kurento.url") URI url) {
        this.vertx = vertx;
        this.host = url.getHost();
        this.port = url.getPort() >= 0 ? url.getPort() : url.getScheme().equals("wss") ? WSS_PORT : WS_PORT;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        Uni<Void> reached = vertx.createNetClient().connect(port, host).chain(socket -> socket.close());
        return Checks.answer("media-server", reached, "No connection to the media server");
    }
}
