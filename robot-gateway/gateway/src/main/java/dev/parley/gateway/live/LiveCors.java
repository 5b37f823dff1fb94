package dev.parley.gateway.live;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.util.regex.Pattern;

/**
 * Lets pages of other sites publish (RFC 9725, section 4.2: WHIP endpoints take part in CORS), and says to whoever sent a body of
 * another kind which one is taken. Not bound to a resource: a body of the wrong kind reaches none. Publishing needs a bearer token
 * and looks at no cookie, so every origin may; watching from another site's page stays closed like the rest of the API.
 */
@Provider
public class LiveCors implements ContainerResponseFilter {

    private static final Pattern WHIP = Pattern.compile("/?station/v1/whip/[^/]+/[^/]+(/[^/]+)?");
    private static final Pattern WHEP = Pattern.compile("/?api/v1/episodes/[^/]+/live/[^/]+(/[^/]+)?");

    /** A day; browsers make less of it where they like. */
    private static final int PREFLIGHT_SECONDS = 86_400;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        String path = request.getUriInfo().getPath();
        boolean publishes = WHIP.matcher(path).matches();
        if (!publishes && !WHEP.matcher(path).matches()) {
            return;
        }
        MultivaluedMap<String, Object> headers = response.getHeaders();
        if (response.getStatus() == 415) {
            headers.putSingle(
                    request.getMethod().equals("PATCH") ? "Accept-Patch" : "Accept-Post",
                    request.getMethod().equals("PATCH") ? LiveResponses.FRAGMENT : LiveResponses.SDP);
        }
        if (publishes && request.getHeaderString("Origin") != null) {
            headers.putSingle("Access-Control-Allow-Origin", "*");
            headers.putSingle(
                    "Access-Control-Expose-Headers",
                    "Location, ETag, Link, Accept-Post, Accept-Patch, Retry-After, WWW-Authenticate");
            if (request.getHeaderString("Access-Control-Request-Method") != null) {
                headers.putSingle("Access-Control-Allow-Methods", "OPTIONS, POST, PATCH, DELETE");
                headers.putSingle("Access-Control-Allow-Headers", "Authorization, Content-Type, If-Match");
                headers.putSingle("Access-Control-Max-Age", PREFLIGHT_SECONDS);
            }
        }
    }
}
