package dev.parley.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * What must be known before Quarkus starts: where to listen, where the data is, and which services are elsewhere. Read
 * from the same three places in the same order as every other setting: system property, environment, and the commented
 * {@code application.properties} that holds all defaults.
 *
 * @param postgresUrl empty: start the embedded one
 * @param redisUrl empty: start the embedded one
 * @param kurentoUrl empty: start the embedded media server
 * @param simulators embedded simulator workers, 0 to 8
 * @param scenes what those workers offer
 * @param children where the programs of the child processes are unpacked
 */
record Settings(
        String host,
        int port,
        Path data,
        Optional<String> postgresUrl,
        Optional<String> redisUrl,
        Optional<String> kurentoUrl,
        int simulators,
        EmbeddedScenes scenes,
        Path children) {

    private static final int MOST_SIMULATORS = 8;

    /** @throws IllegalArgumentException naming the setting that is wrong and what would be right */
    static Settings read(Properties system, Map<String, String> environment) {
        Source source = new Source(system, environment, defaults());
        String host = source.required("parley.host");
        int port = source.number("parley.port", 1, 65_535);
        return new Settings(
                host,
                port,
                Path.of(source.required("parley.data")).toAbsolutePath().normalize(),
                source.url("parley.postgres.url", "postgresql"),
                source.url("parley.redis.url", "redis", "rediss"),
                source.url("parley.kurento.url", "ws", "wss"),
                source.number("parley.embedded.simulator", 0, MOST_SIMULATORS),
                EmbeddedScenes.parse(source.required(EmbeddedScenes.SETTING)),
                children(source));
    }

    /** Where the program of the simulator workers is. */
    Path simulatorProgram() {
        return children.resolve("sim-workers");
    }

    /** What a person types into a browser on this machine. */
    URI url() {
        return url(host, port);
    }

    static URI url(String host, int port) {
        String shown = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
        return URI.create("http://" + (shown.contains(":") ? "[" + shown + "]" : shown) + ":" + port + "/");
    }

    private static Path children(Source source) {
        Optional<String> given = source.optional("parley.children");
        if (given.isPresent()) {
            return Path.of(given.get()).toAbsolutePath();
        }
        Path runner = Path.of(System.getProperty("java.class.path", "")).toAbsolutePath();
        return runner.resolveSibling("children");
    }

    private static Properties defaults() {
        Properties defaults = new Properties();
        try (InputStream in = Settings.class.getResourceAsStream("/application.properties")) {
            if (in == null) {
                throw new IllegalStateException("application.properties is missing from the class path");
            }
            defaults.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return defaults;
    }

    private record Source(Properties system, Map<String, String> environment, Properties defaults) {

        Optional<String> optional(String name) {
            String fromEnvironment = environment.get(
                    name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'));
            String value = system.getProperty(
                    name, fromEnvironment != null ? fromEnvironment : defaults.getProperty(name, ""));
            return value.isBlank() ? Optional.empty() : Optional.of(value.strip());
        }

        String required(String name) {
            return optional(name).orElseThrow(() -> new IllegalArgumentException(name + " is empty; it needs a value"));
        }

        int number(String name, int least, int most) {
            String text = required(name);
            if (text.matches("\\d{1,9}")) {
                int number = Integer.parseInt(text);
                if (number >= least && number <= most) {
                    return number;
                }
            }
            throw new IllegalArgumentException(
                    name + " must be a whole number from " + least + " to " + most + ", not \"" + text + "\"");
        }

        Optional<String> url(String name, String... schemes) {
            Optional<String> url = optional(name);
            for (String scheme : schemes) {
                if (url.isEmpty() || url.get().startsWith(scheme + "://")) {
                    return url;
                }
            }
            throw new IllegalArgumentException(name + " must start with " + schemes[0] + "://");
        }
    }
}
