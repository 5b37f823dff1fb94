package dev.parley.server.web;

import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServletService;
import io.undertow.websockets.ServerWebSocketContainer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.servlet.ServletContext;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The place where Atmosphere, which carries the pages' WebSockets, leaves a handshake for the endpoint that is opened for it. It
 * has room for one and offers no way to take back what nobody fetched, so this reaches for its private field; where a later
 * release has none, nothing is known here and nothing is done. Safe for all threads.
 */
@ApplicationScoped
class PushHandshakes {
    private static final Logger LOG = Logger.getLogger(PushHandshakes.class);
    private static final String FIELD = "requests";

    private volatile @Nullable ServletContext servlets;
    private volatile @Nullable List<Collection<?>> places;

    void started(@Observes ServiceInitEvent event) {
        if (event.getSource() instanceof VaadinServletService service) {
            servlets = service.getServlet().getServletContext();
        }
    }

    /** Whether some handshake waits for its endpoint. */
    boolean waiting() {
        return places().stream().anyMatch(place -> !place.isEmpty());
    }

    /** Forgets the handshake that waits, whose endpoint will not be opened any more. */
    void forget() {
        places().forEach(Collection::clear);
    }

    /** Empty until the first endpoint is there. */
    private List<Collection<?>> places() {
        List<Collection<?>> known = places;
        if (known != null) {
            return known;
        }
        ServletContext context = servlets;
        if (context == null
                || !(context.getAttribute(ServerContainer.class.getName())
                        instanceof ServerWebSocketContainer container)) {
            return List.of();
        }
        List<Collection<?>> found = container.getConfiguredServerEndpoints().stream()
                .map(endpoint -> endpoint.getEndpointConfiguration().getConfigurator())
                .distinct()
                .flatMap(PushHandshakes::place)
                .toList();
        if (found.isEmpty()) {
            LOG.warn(
                    "Handshakes of pages that were left at once cannot be cleared away with this release of Atmosphere");
        }
        places = found;
        return found;
    }

    private static Stream<Collection<?>> place(ServerEndpointConfig.Configurator configurator) {
        try {
            Field field = configurator.getClass().getDeclaredField(FIELD);
            field.setAccessible(true);
            return Optional.ofNullable(field.get(configurator))
                    .filter(Collection.class::isInstance)
                    .<Collection<?>>map(Collection.class::cast)
                    .stream();
        } catch (NoSuchFieldException | IllegalAccessException e) {
            LOG.debugf(e, "%s keeps its handshakes elsewhere", configurator.getClass());
            return Stream.of();
        }
    }
}
