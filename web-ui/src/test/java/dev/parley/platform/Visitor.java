package dev.parley.platform;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.platform.rig.Agreement;
import io.restassured.filter.cookie.CookieFilter;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** A person who uses REST: keeps the guest cookie and follows a prompt by its event stream. */
final class Visitor {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI api;
    private final CookieFilter cookies = new CookieFilter();
    private boolean agreed;

    Visitor(Platform platform) {
        this(platform.url());
    }

    Visitor(URI server) {
        this.api = server.resolve("api/v1/");
    }

    /** Agrees before the first request, as a person's page asks them to before the first write. */
    RequestSpecification request() {
        if (!agreed) {
            agreed = true;
            agree();
        }
        return plain();
    }

    private void agree() {
        String version =
                plain().get(Agreement.PATH).then().statusCode(200).extract().path("version");
        plain().body(Agreement.to(version)).put(Agreement.PATH).then().statusCode(200);
    }

    private RequestSpecification plain() {
        return given().baseUri(api.toString()).filter(cookies).contentType("application/json");
    }

    /** Asks for something and returns the prompt's id. */
    String ask(String instruction) {
        return ask(Map.of("instruction", instruction));
    }

    /** Asks this policy for something in this scene and returns the prompt's id. */
    String askFor(String instruction, String scene, String policy) {
        return ask(Map.of("instruction", instruction, "sceneId", scene, "policyId", policy));
    }

    /** The same from a start that is known, where it matters how it ends. */
    String askFor(String instruction, String scene, String policy, long seed) {
        return ask(Map.of("instruction", instruction, "sceneId", scene, "policyId", policy, "seed", seed));
    }

    private String ask(Map<String, Object> prompt) {
        Response response = request().body(prompt).post("prompts");
        response.then().statusCode(201);
        return response.path("id");
    }

    JsonNode prompt(String id) throws Exception {
        return JSON.readTree(
                request().get("prompts/" + id).then().statusCode(200).extract().asString());
    }

    JsonNode episode(String id) throws Exception {
        return JSON.readTree(
                request().get("episodes/" + id).then().statusCode(200).extract().asString());
    }

    /** Follows the prompt's events until one shows what is looked for. */
    JsonNode await(String promptId, Predicate<JsonNode> found, Duration within) throws Exception {
        CompletableFuture<JsonNode> seen = new CompletableFuture<>();
        StringBuilder said = new StringBuilder();
        try (HttpClient client = HttpClient.newHttpClient()) {
            Thread.ofVirtual().start(() -> follow(client, promptId, found, seen, said));
            try {
                return seen.get(within.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                throw new AssertionError(
                        "Prompt " + promptId + " did not get there within " + within + ":\n" + said, e);
            } finally {
                client.shutdownNow();
            }
        }
    }

    private void follow(
            HttpClient client,
            String promptId,
            Predicate<JsonNode> found,
            CompletableFuture<JsonNode> seen,
            StringBuilder said) {
        HttpRequest request = HttpRequest.newBuilder(api.resolve("prompts/" + promptId + "/events"))
                .header("Accept", "text/event-stream")
                .build();
        try {
            var body = client.send(request, HttpResponse.BodyHandlers.ofInputStream())
                    .body();
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    said.append(line).append('\n');
                    if (line.startsWith("data:") && line.length() > "data:".length() + 1) {
                        JsonNode view = JSON.readTree(line.substring("data:".length()));
                        if (found.test(view)) {
                            seen.complete(view);
                        }
                    }
                }
            }
            seen.completeExceptionally(new AssertionError("The event stream ended:\n" + said));
        } catch (Exception e) {
            seen.completeExceptionally(e);
        }
    }
}
