package dev.parley.platform.rig;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** REST for people who live through faults: an answer, or none, and never a second try behind their backs. */
final class Api implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);

    /** What came back where nothing did: whether the request had its effect is unknown. */
    static final int NO_ANSWER = 0;

    private final URI root;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER_WITHIN)
            .build();
    private final String token;

    /** @throws IllegalStateException while no replica mints a guest token or takes an agreement */
    Api(URI server) throws InterruptedException {
        root = server.resolve("api/v1/");
        Answer minted = send(HttpRequest.newBuilder(root.resolve("guests")).POST(HttpRequest.BodyPublishers.noBody()));
        if (minted.status() != 201) {
            throw new IllegalStateException("no guest token: status " + minted.status());
        }
        token = minted.body().path("token").asText();
        Answer agreed = agree();
        if (agreed.status() != 200) {
            throw new IllegalStateException("no agreement: status " + agreed.status());
        }
    }

    private Answer agree() throws InterruptedException {
        String version = get(Agreement.PATH).body().path("version").asText();
        return send(request(Agreement.PATH).PUT(json(Agreement.to(version))));
    }

    record Answer(int status, JsonNode body) {}

    Answer post(String path, Map<String, ?> body) throws InterruptedException {
        return send(request(path).POST(json(body)));
    }

    private static HttpRequest.BodyPublisher json(Map<String, ?> body) {
        try {
            return HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + body, e);
        }
    }

    Answer get(String path) throws InterruptedException {
        return send(request(path).GET());
    }

    Answer delete(String path) throws InterruptedException {
        return send(request(path).DELETE());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(root.resolve(path))
                .header("X-Parley-Guest", token)
                .header("Content-Type", "application/json");
    }

    private Answer send(HttpRequest.Builder request) throws InterruptedException {
        try {
            HttpResponse<String> answer =
                    client.send(request.timeout(ANSWER_WITHIN).build(), HttpResponse.BodyHandlers.ofString());
            boolean json =
                    answer.headers().firstValue("Content-Type").orElse("").contains("json");
            return new Answer(answer.statusCode(), json ? JSON.readTree(answer.body()) : MissingNode.getInstance());
        } catch (IOException e) {
            return new Answer(NO_ANSWER, MissingNode.getInstance());
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
