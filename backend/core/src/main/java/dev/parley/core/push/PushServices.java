package dev.parley.core.push;

import dev.parley.policy.guard.AddressGuard;
import dev.parley.policy.guard.AddressRefused;
import dev.parley.policy.guard.Resolver;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Where messages may be sent: a stranger names the host, and this machine connects to it. */
@ApplicationScoped
class PushServices {
    private final Set<String> allowed;
    private final AddressGuard guard;

    @Inject
    PushServices(PushConfig config) {
        allowed = config.allowedHosts().orElse(Set.of()).stream()
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        guard = new AddressGuard(allowed, PushServices::addresses);
    }

    /** That a name cannot be looked up now is no refusal: the network may be away. */
    private static List<InetAddress> addresses(String name) {
        try {
            return Resolver.SYSTEM.resolve(name);
        } catch (UnknownHostException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The address to connect to, and no other: the name is not asked again. Blocks.
     *
     * @throws AddressRefused where it is not https, or not of the open internet, and no admin allowed it
     */
    InetSocketAddress check(URI endpoint) throws AddressRefused {
        boolean plain = "http".equalsIgnoreCase(endpoint.getScheme()) && isAllowed(endpoint);
        // The guard knows the schemes of sockets.
        String rest = endpoint.toString().replaceFirst("^[^:]*:", "");
        return guard.check(URI.create(
                (plain ? "ws" : "https".equalsIgnoreCase(endpoint.getScheme()) ? "wss" : "refused") + ":" + rest));
    }

    private boolean isAllowed(URI endpoint) {
        String host = endpoint.getHost() == null ? "" : endpoint.getHost().toLowerCase(Locale.ROOT);
        return allowed.contains(host) || allowed.contains(host + ":" + endpoint.getPort());
    }
}
