package dev.parley.sim.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A platform's REST, as far as studies need it. What it refuses is an {@link IllegalArgumentException} in its own words; what
 * does not answer, or answers that it cannot just now, is an {@link IOException}.
 */
final class StudyPlatform implements AutoCloseable {

    private static final String STUDIES = "api/v1/studies";
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);
    private static final int PAGE = 1000;
    private static final int TOO_MANY = 429;

    private final ObjectMapper json = JsonMapper.builder().build();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final URI root;
    private final String key;

    /** @param key sent in a header, written nowhere */
    StudyPlatform(URI platform, String key) {
        root = URI.create(platform.toString().replaceAll("/+$", "") + "/");
        this.key = key;
    }

    /** The page where everybody can read about a study. */
    URI address(String id) {
        return root.resolve("studies/" + id);
    }

    /** The submitter's study of that name. */
    Optional<JsonNode> named(String name) throws IOException, InterruptedException {
        JsonNode found = send(request(STUDIES + "?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8))
                .GET());
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
    }

    /** Id of the stored picture. */
    String upload(byte[] png) throws IOException, InterruptedException {
        return send(request(STUDIES + "/goal-images")
                        .header("Content-Type", "image/png")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(png)))
                .path("id")
                .asText();
    }

    /** The study as it is now; the same one when it was submitted before. */
    JsonNode submit(String name, List<Map<String, Object>> items) throws IOException, InterruptedException {
        return send(request(STUDIES)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(
                        json.writeValueAsBytes(Map.of("name", name, "items", items)))));
    }

    JsonNode study(String id) throws IOException, InterruptedException {
        return send(request(STUDIES + "/" + id).GET());
    }

    /** Every item with what came of it, in order. */
    List<JsonNode> episodes(String id) throws IOException, InterruptedException {
        List<JsonNode> episodes = new ArrayList<>();
        JsonNode page;
        do {
            page = send(request(STUDIES + "/" + id + "/episodes?limit=" + PAGE + "&from=" + episodes.size())
                    .GET());
            page.forEach(episodes::add);
        } while (page.size() == PAGE);
        return episodes;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(root.resolve(path))
                .header("Authorization", "Bearer " + key)
                .header("Accept", "application/json")
                .timeout(ANSWER_WITHIN);
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        int status = answer.statusCode();
        if (status / 100 == 2) {
            return read(answer.body());
        }
        String said = said(answer.body(), status);
        if (status >= 500 || status == TOO_MANY) {
            throw new IOException(said);
        }
        throw new IllegalArgumentException(said);
    }

    private JsonNode read(byte[] body) throws IOException {
        try {
            return json.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(root + " answers with something that is not JSON: is it a platform?", e);
        }
    }

    private String said(byte[] body, int status) throws IOException {
        try {
            String detail = json.readTree(body).path("detail").asText("");
            if (!detail.isEmpty()) {
                return detail;
            }
        } catch (JsonProcessingException e) {
            // Not of this platform's making; the status says what there is to say.
        }
        return root + " answers with status " + status;
    }

    @Override
    public void close() {
        client.close();
    }
}
