package dev.parley.server.metrics;

import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jboss.logging.Logger;

/**
 * Metrics are not public. {@code /q/metrics} of the public port answers this machine alone, and nobody who came through
 * a proxy; {@code parley.metrics.port} opens a port of its own for a Prometheus elsewhere.
 */
@ApplicationScoped
class MetricsDoor {
    private static final Logger LOG = Logger.getLogger(MetricsDoor.class);
    private static final String PATH = "/q/metrics";
    private static final int BEFORE_ALL_ROUTES = 900;

    private final Vertx vertx;
    private final PrometheusMeterRegistry meters;
    private final MetricsConfig config;

    @Inject
    MetricsDoor(Vertx vertx, PrometheusMeterRegistry meters, MetricsConfig config) {
        this.vertx = vertx;
        this.meters = meters;
        this.config = config;
    }

    void guard(@Observes Filters filters) {
        filters.register(MetricsDoor::admit, BEFORE_ALL_ROUTES);
    }

    private static void admit(RoutingContext context) {
        if (context.normalizedPath().startsWith(PATH) && !fromThisMachine(context.request())) {
            context.response().setStatusCode(404).end();
        } else {
            context.next();
        }
    }

    static boolean fromThisMachine(HttpServerRequest request) {
        boolean throughProxy = request.headers().contains("X-Forwarded-For")
                || request.headers().contains("Forwarded")
                || request.headers().contains("Via");
        try {
            return !throughProxy
                    && InetAddress.getByName(
                                    request.connection().remoteAddress().hostAddress())
                            .isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    void open(@Observes StartupEvent started) {
        if (config.port() == 0) {
            return;
        }
        vertx.createHttpServer()
                .requestHandler(request -> {
                    if (request.path().equals(PATH)) {
                        request.response()
                                .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                                .end(meters.scrape());
                    } else {
                        request.response().setStatusCode(404).end();
                    }
                })
                .listen(config.port(), config.host())
                .onFailure(failure -> LOG.errorf(
                        "Metrics have no port %d on %s: %s", config.port(), config.host(), failure.getMessage()));
    }
}
