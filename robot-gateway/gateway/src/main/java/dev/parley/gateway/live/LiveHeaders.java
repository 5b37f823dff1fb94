package dev.parley.gateway.live;

import jakarta.ws.rs.NameBinding;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Adds to refusals what a WHIP or WHEP client acts on: when to come back, and that a token is wanted. */
@Provider
@LiveHeaders.Bound
public class LiveHeaders implements ContainerResponseFilter {

    private static final int RETRY_SECONDS = 2;
    private static final int RETRY_SECONDS_WHEN_FULL = 10;

    /** Marks the resources this applies to. */
    @NameBinding
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.METHOD})
    @interface Bound {}

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        switch (response.getStatus()) {
            case 401 -> response.getHeaders().putSingle("WWW-Authenticate", "Bearer");
            case 409 -> response.getHeaders().putSingle("Retry-After", RETRY_SECONDS);
            case 503 -> response.getHeaders().putSingle("Retry-After", RETRY_SECONDS_WHEN_FULL);
            default -> {
                // nothing to add
            }
        }
    }
}
