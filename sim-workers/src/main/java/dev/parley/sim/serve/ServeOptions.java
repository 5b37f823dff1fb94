package dev.parley.sim.serve;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code serve} was asked.
 *
 * @param policy name of a carried policy
 * @param key asked of clients; empty where none is
 * @param connections open at once
 */
record ServeOptions(String policy, InetSocketAddress address, Optional<String> key, int connections) {
    static final String USAGE = """
            serve --policy NAME
              --host ADDRESS      where it listens (127.0.0.1); one that others reach needs a key
              --port N            0 to 65535 (8000); 0 takes a free one
              --connections N     clients at once, 1 to 1000 (16)
            PARLEY_POLICY_KEY in the environment is asked of clients as Authorization: Bearer or Api-Key.""";

    private static final List<String> NAMES = List.of("--policy", "--host", "--port", "--connections");
    private static final int LARGEST_PORT = 65_535;
    private static final int MOST_CONNECTIONS = 1_000;
    private static final int LONGEST_KEY = 512;

    /** @throws IllegalArgumentException saying what is wrong, without the key */
    static ServeOptions parse(List<String> arguments, Map<String, String> environment) {
        Map<String, String> given = new LinkedHashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            if (!NAMES.contains(name)) {
                throw new IllegalArgumentException("there is no option " + name);
            }
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(name + " needs a value");
            }
            if (given.put(name, arguments.get(i + 1)) != null) {
                throw new IllegalArgumentException(name + " is given twice");
            }
        }
        if (!given.containsKey("--policy")) {
            throw new IllegalArgumentException("--policy is missing");
        }
        Optional<String> key =
                key(environment.getOrDefault("PARLEY_POLICY_KEY", "").strip());
        InetAddress host = host(given.getOrDefault("--host", "127.0.0.1"));
        if (!host.isLoopbackAddress() && key.isEmpty()) {
            throw new IllegalArgumentException(
                    "others reach --host " + given.get("--host") + ": set a key in PARLEY_POLICY_KEY");
        }
        return new ServeOptions(
                given.get("--policy"),
                new InetSocketAddress(host, number("--port", given.getOrDefault("--port", "8000"), 0, LARGEST_PORT)),
                key,
                number("--connections", given.getOrDefault("--connections", "16"), 1, MOST_CONNECTIONS));
    }

    private static Optional<String> key(String key) {
        if (key.length() > LONGEST_KEY || key.chars().anyMatch(c -> c <= ' ' || c > 126)) {
            throw new IllegalArgumentException(
                    "PARLEY_POLICY_KEY has at most " + LONGEST_KEY + " visible characters of ASCII");
        }
        return key.isEmpty() ? Optional.empty() : Optional.of(key);
    }

    private static InetAddress host(String name) {
        try {
            return InetAddress.getByName(name);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("--host is an address of this machine; " + name + " is none", e);
        }
    }

    private static int number(String name, String value, int least, int most) {
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "%s is a whole number from %d to %d, not %s".formatted(name, least, most, value), e);
        }
        throw new IllegalArgumentException(
                "%s is a whole number from %d to %d, not %s".formatted(name, least, most, value));
    }

    /** Without the key. */
    @Override
    public String toString() {
        return policy + " at " + address;
    }
}
