package dev.parley.policy.guard;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keeps strangers from making this machine connect to what only it can reach. A name is resolved once; whoever connects
 * uses the address that was looked at and never asks again, so that a name that changes its mind in between (DNS
 * rebinding) gains nothing. Thread-safe; resolving blocks.
 */
public final class AddressGuard {
    private final Set<String> allowed;
    private final Resolver resolver;

    /**
     * @param allowed hosts that an admin lets in although they are not of the open internet: {@code host} for every port or {@code
     *     host:port}; as in the URL, an IPv6 address in brackets
     */
    public AddressGuard(Set<String> allowed, Resolver resolver) {
        this.allowed = allowed.stream()
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .filter(host -> !host.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        this.resolver = resolver;
    }

    /**
     * Where to connect for this URL.
     *
     * @throws AddressRefused saying what about the URL, or which of its addresses, is refused
     */
    public InetSocketAddress check(URI url) throws AddressRefused {
        String host = host(url);
        int port = port(url);
        List<InetAddress> addresses = resolve(host);
        if (!allowed.contains(host) && !allowed.contains(host + ":" + port)) {
            // All of them: a name with one good and one bad address would be let in by chance.
            for (InetAddress address : addresses) {
                Optional<String> reason = Reserved.reason(address);
                if (reason.isPresent()) {
                    // Not the address itself: names of networks of ours would be looked up for strangers.
                    throw new AddressRefused(
                            "%s is %s; only addresses of the open internet are taken, unless an admin allowed the host"
                                    .formatted(host, reason.get()));
                }
            }
        }
        return new InetSocketAddress(addresses.getFirst(), port);
    }

    private static String host(URI url) throws AddressRefused {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("ws") && !scheme.equals("wss")) {
            throw new AddressRefused("the address begins with ws:// or wss://, not with '" + scheme + "'");
        }
        if (url.getHost() == null || url.getHost().isEmpty()) {
            throw new AddressRefused("the address names no host, or one with characters that no name has");
        }
        if (url.getRawUserInfo() != null) {
            throw new AddressRefused("the address holds a user name; send a key in a header instead");
        }
        if (url.getRawFragment() != null) {
            throw new AddressRefused("the address has a # part, which is never sent");
        }
        return url.getHost().toLowerCase(Locale.ROOT);
    }

    private static int port(URI url) throws AddressRefused {
        int port = url.getPort();
        if (port == -1) {
            return "wss".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
        }
        if (port < 1 || port > 65_535) {
            throw new AddressRefused("a port is 1 to 65535, not " + port);
        }
        return port;
    }

    private List<InetAddress> resolve(String host) throws AddressRefused {
        String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        try {
            List<InetAddress> addresses = resolver.resolve(name);
            if (!addresses.isEmpty()) {
                return addresses;
            }
        } catch (UnknownHostException e) {
            throw new AddressRefused("nobody knows an address of " + host);
        }
        throw new AddressRefused("nobody knows an address of " + host);
    }
}
