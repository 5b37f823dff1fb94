package dev.parley.media;

import dev.parley.media.object.MediaLimits;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The command line.
 *
 * @param address where to listen
 * @param mediaPort where media goes, over UDP
 * @param garbagePeriod half the time after which the objects of a client that is gone are released
 */
record MediaServerOptions(InetSocketAddress address, int mediaPort, MediaLimits limits, Duration garbagePeriod) {

    static final String USAGE = """
            usage: media-server [--host 127.0.0.1] [--port 0] [--media-port 0] [--viewers-per-pipeline 102]
                                [--viewers-total 110] [--publisher-kilobits 3000] [--garbage-period-seconds 30]
            port 0 takes a free one; the address is printed as "PARLEY-MEDIA-SERVER ws://HOST:PORT/kurento".
            The server ends when its standard input ends.""";

    private static final Map<String, String> DEFAULTS = Map.of(
            "--host", "127.0.0.1",
            "--port", "0",
            "--media-port", "0",
            "--viewers-per-pipeline", "102",
            "--viewers-total", "110",
            "--publisher-kilobits", "3000",
            "--garbage-period-seconds", "30");

    /** Endpoints beyond the viewers: publishers, and sessions that are just being set up or taken down. */
    private static final int SPARE_ENDPOINTS = 52;

    /** @throws IllegalArgumentException naming the argument that is wrong */
    static MediaServerOptions parse(List<String> arguments) {
        Map<String, String> given = new HashMap<>(DEFAULTS);
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            if (!DEFAULTS.containsKey(name)) {
                throw new IllegalArgumentException("unknown argument " + name);
            }
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(name + " needs a value");
            }
            given.put(name, arguments.get(i + 1));
        }
        int viewersTotal = number(given, "--viewers-total", 1, 1000);
        int viewersPerPipeline = Math.min(viewersTotal, number(given, "--viewers-per-pipeline", 1, 1000));
        return new MediaServerOptions(
                new InetSocketAddress(given.getOrDefault("--host", ""), number(given, "--port", 0, 65535)),
                number(given, "--media-port", 0, 65535),
                new MediaLimits(
                        viewersPerPipeline,
                        viewersTotal,
                        viewersTotal + SPARE_ENDPOINTS,
                        1000L * number(given, "--publisher-kilobits", 100, 100_000)),
                Duration.ofSeconds(number(given, "--garbage-period-seconds", 1, 86_400)));
    }

    private static int number(Map<String, String> given, String name, int least, int most) {
        String text = given.getOrDefault(name, "");
        if (text.matches("\\d{1,6}")) {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw new IllegalArgumentException(name + " must be from " + least + " to " + most + ", not " + text);
    }
}
