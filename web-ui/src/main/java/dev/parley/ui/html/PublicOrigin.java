package dev.parley.ui.html;

import dev.parley.core.account.NetworkConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Under which origin a reader sees this site, for whole addresses in what is shared: the configured one, else the request's own. */
@ApplicationScoped
public class PublicOrigin {
    private static final Pattern AUTHORITY = Pattern.compile("[A-Za-z0-9._:\\[\\]-]{1,255}");

    private final Optional<String> configured;

    @Inject
    public PublicOrigin(NetworkConfig config) {
        configured = config.publicOrigins().map(List::getFirst);
    }

    /** Empty where the request names no host that could be one. */
    public String of(HttpHeaders headers, UriInfo address) {
        return configured.orElseGet(() -> own(headers.getHeaderString(HttpHeaders.HOST), address));
    }

    private static String own(@Nullable String host, UriInfo address) {
        return host != null && AUTHORITY.matcher(host).matches()
                ? address.getBaseUri().getScheme() + "://" + host
                : "";
    }
}
