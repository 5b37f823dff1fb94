package dev.parley.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

/** One browser without a screen: sends requests from a network of its own, keeps validators and cookies, measures. */
final class Visit {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
    private static final int NETWORKS = 250;

    private final HttpClient client;
    private final URI site;
    private final Latencies latencies;
    private final String network;
    private final Map<String, String> tags = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, String> cookies = new ConcurrentHashMap<>();

    Visit(HttpClient client, URI site, Latencies latencies, int number) {
        this.client = client;
        this.site = site;
        this.latencies = latencies;
        network = "10.%d.%d.7".formatted(number / NETWORKS, number % NETWORKS);
    }

    record Answer(int status, String body) {}

    Answer get(String kind, String path) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).header("Accept-Encoding", "identity");
        String tag = tags.get(path);
        return send(kind, path, tag == null ? request : request.header("If-None-Match", tag));
    }

    Answer post(String kind, String path, String json) throws IOException, InterruptedException {
        return send(
                kind,
                path,
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    Answer put(String kind, String path, String json) throws IOException, InterruptedException {
        return send(
                kind,
                path,
                request(path)
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(json)));
    }

    Answer delete(String kind, String path) throws IOException, InterruptedException {
        return send(kind, path, request(path).DELETE());
    }

    private Answer send(String kind, String path, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        long started = System.nanoTime();
        try {
            HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            latencies.took(kind, started);
            if (response.statusCode() >= 400 && response.statusCode() != 409) {
                // A conflict is an answer: what should be withdrawn has ended meanwhile.
                latencies.failed(kind, "HTTP " + response.statusCode());
            }
            response.headers().firstValue("ETag").ifPresent(tag -> tags.put(path, tag));
            response.headers().allValues("Set-Cookie").forEach(this::keep);
            return new Answer(response.statusCode(), new String(response.body(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            latencies.failed(kind, e.getClass().getSimpleName());
            throw e;
        }
    }

    private void keep(String cookie) {
        String pair = cookie.substring(0, cookie.indexOf(';') < 0 ? cookie.length() : cookie.indexOf(';'));
        int equals = pair.indexOf('=');
        cookies.put(pair.substring(0, equals), pair.substring(equals + 1));
    }

    /** Follows server-sent events until it is cancelled; measures the time to the first. */
    CompletableFuture<?> follow(String kind, String path, Consumer<String> data) {
        long started = System.nanoTime();
        boolean[] first = {true};
        return client.sendAsync(
                        request(path)
                                .timeout(Duration.ofHours(1))
                                .header("Accept", "text/event-stream")
                                .build(),
                        HttpResponse.BodyHandlers.fromLineSubscriber(Lines.to(line -> {
                            if (line.startsWith("data:")) {
                                if (first[0]) {
                                    first[0] = false;
                                    latencies.took(kind, started);
                                }
                                data.accept(line.substring("data:".length()));
                            }
                        })))
                .thenAccept(response -> {
                    if (response.statusCode() >= 400) {
                        latencies.failed(kind, "HTTP " + response.statusCode());
                    }
                });
    }

    /** Opens a WebSocket and measures the time to its first message. */
    WebSocket socket(String kind, String path, Consumer<String> text) throws IOException {
        long started = System.nanoTime();
        WebSocket.Builder builder = client.newWebSocketBuilder().header("X-Forwarded-For", network);
        if (!cookies.isEmpty()) {
            builder.header("Cookie", cookie());
        }
        try {
            return builder.buildAsync(
                            URI.create(site.toString().replace("http", "ws")).resolve(path),
                            new Frames(latencies, kind, started, text))
                    .join();
        } catch (CompletionException e) {
            latencies.failed(kind, String.valueOf(e.getCause()));
            throw new IOException(e.getCause());
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(site.resolve(path))
                .timeout(ANSWER_WITHIN)
                .header("X-Forwarded-For", network);
        return cookies.isEmpty() ? request : request.header("Cookie", cookie());
    }

    private String cookie() {
        StringBuilder all = new StringBuilder();
        cookies.forEach((name, value) ->
                all.append(all.isEmpty() ? "" : "; ").append(name).append('=').append(value));
        return all.toString();
    }
}
