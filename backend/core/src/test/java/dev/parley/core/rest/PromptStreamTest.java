package dev.parley.core.rest;

import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.parley.core.account.Author;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.prompt.Prompts;
import dev.parley.core.station.StationKind;
import dev.parley.core.support.Lab;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@Timeout(40)
class PromptStreamTest {
    @Inject
    Lab lab;

    @Inject
    Prompts prompts;

    @SuppressWarnings("NullAway.Init")
    @TestHTTPResource("/api/v1/prompts/")
    URI address;

    @Test
    void streamTellsEveryChangeAndEndsWithThePrompt() throws Exception {
        lab.station(StationKind.SIMULATOR);
        Author asker = Lab.someone();
        PromptData prompt = lab.ask(asker, "wave");
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<java.io.InputStream> response = client.send(
                    HttpRequest.newBuilder(address.resolve(prompt.id() + "/events"))
                            .header("Accept", "text/event-stream")
                            .timeout(Duration.ofSeconds(10))
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            assertThat(response.statusCode()).isEqualTo(200);
            List<String> told = new ArrayList<>();
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith("data:")) {
                        told.add(line);
                        if (told.size() == 1) {
                            await(prompts.withdraw(prompt.id(), asker));
                        }
                    }
                }
            }
            assertThat(told.getFirst()).contains("\"QUEUED\"");
            assertThat(told.getLast()).contains("\"WITHDRAWN\"");
        }
    }

    @Test
    void unknownPromptIsAProblemAndNotAnEmptyStream() {
        given().get("/api/v1/prompts/3f2b8c1e-5a0d-4d6b-9a57-0c9f6f1f2a34/events")
                .then()
                .statusCode(404)
                .body("code", equalTo("prompt-unknown"));
    }
}
