package dev.parley.core.rest.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.core.account.NetworkConfig;
import dev.parley.core.goalimage.GoalImages;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.uploaded.UploadedPolicies;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What every request under /api passes before a resource sees it: writes from foreign pages are refused, and so are
 * bodies that announce themselves as too large; and what no resource took ends as a problem, not as a page.
 */
@ApplicationScoped
public class ApiDoor {
    private static final String API = "/api/";
    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final Predicate<String> UPLOADED_FILE =
            Pattern.compile("/api/v1/policies/[^/]+/file").asMatchPredicate();
    private static final int BEFORE_EVERYTHING = 1000;
    private static final int FIRST_OF_ALL = Integer.MIN_VALUE;
    private static final int BAD_REQUEST = 400;

    private final ObjectMapper json;
    private final List<String> publicOrigins;

    @Inject
    ApiDoor(ObjectMapper json, NetworkConfig config) {
        this.json = json;
        publicOrigins = config.publicOrigins().orElse(List.of());
    }

    void register(@Observes Filters filters) {
        filters.register(this::enter, BEFORE_EVERYTHING);
    }

    /**
     * Beside a servlet container, resources hand on what they do not know instead of answering 404, and it would become a
     * page of Vaadin's. Without one they come after this route and answer themselves.
     */
    void registerLast(@Observes Router router) {
        if (besideServlets()) {
            router.route(API + "*")
                    .order(RouteConstants.ROUTE_ORDER_DEFAULT - 1)
                    .handler(request -> refuse(
                            request,
                            Problem.of("not-found", 404, "There is nothing at this address; see /q/openapi.")));
        }
    }

    /** HTTP/1.1 without a Host, or with one that is none, fails before any route is asked; it is the client's fault and no news for a log. */
    void registerHostless(@Observes Router router) {
        router.route().order(FIRST_OF_ALL).failureHandler(request -> {
            if (request.statusCode() == BAD_REQUEST && request.request().authority() == null) {
                refuse(
                        request,
                        Problem.of(
                                ErrorCode.BODY_MALFORMED.wireName(),
                                BAD_REQUEST,
                                "The request has no valid Host header; HTTP/1.1 requires one."));
            } else {
                request.next();
            }
        });
    }

    private static boolean besideServlets() {
        return Thread.currentThread().getContextClassLoader().getResource("jakarta/servlet/Servlet.class") != null;
    }

    private void enter(RoutingContext request) {
        if (!request.normalizedPath().startsWith(API)
                || READS.contains(request.request().method())) {
            request.next();
            return;
        }
        if (isForeign(request)) {
            refuse(
                    request,
                    Problem.of(
                            ErrorCode.FOREIGN_ORIGIN,
                            "Another site's page may not write here; use this site's pages or a program of your own."));
            return;
        }
        if (announcedLength(request) > largestBody(request)) {
            refuse(
                    request,
                    Problem.of(
                            "body-too-large",
                            413,
                            "The body has %d bytes; at most %d are taken here."
                                    .formatted(announcedLength(request), largestBody(request))));
            return;
        }
        request.next();
    }

    private boolean isForeign(RoutingContext request) {
        String site = request.request().getHeader("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            return true;
        }
        String origin = request.request().getHeader("Origin");
        return origin != null
                && !publicOrigins.contains(origin)
                && !isOwn(origin, request.request().getHeader("Host"));
    }

    private static boolean isOwn(String origin, String host) {
        try {
            return Optional.ofNullable(URI.create(origin).getRawAuthority())
                    .map(authority -> authority.equalsIgnoreCase(host))
                    .orElse(false);
        } catch (IllegalArgumentException e) {
            // "null" and garbage are nobody's own.
            return false;
        }
    }

    private static long announcedLength(RoutingContext request) {
        String length = request.request().getHeader("Content-Length");
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    private static long largestBody(RoutingContext request) {
        String path = request.normalizedPath();
        if (path.startsWith(API + "v1/goal-images") || path.startsWith(API + "v1/studies/goal-images")) {
            return GoalImages.LARGEST_UPLOAD_BYTES;
        }
        if (UPLOADED_FILE.test(path)) {
            return UploadedPolicies.LARGEST_PIECE_BYTES;
        }
        return path.equals(API + "v1/studies") ? JsonBody.LARGEST_STUDY_BYTES : JsonBody.LARGEST_BYTES;
    }

    private void refuse(RoutingContext request, Problem problem) {
        try {
            request.response()
                    .setStatusCode(problem.status())
                    .putHeader("Content-Type", Problem.MEDIA_TYPE)
                    .putHeader("Cache-Control", "no-store")
                    .end(json.writeValueAsString(problem));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem is not JSON", e);
        }
    }
}
