package dev.parley.core.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.station.StationData;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@Timeout(40)
class EpisodeNewsTest {
    @Inject
    Lab lab;

    @SuppressWarnings("NullAway.Init")
    @TestHTTPResource("/api/v1/episodes/events")
    URI address;

    @Test
    void newsTellHowAnEpisodeStandsAndThatItEnded() throws Exception {
        StationData station = lab.station(StationKind.SIMULATOR);
        AssignmentData assignment = lab.lease(lab.ask(Lab.someone(), "wave"), station);
        try (HttpClient client = HttpClient.newHttpClient()) {
            var response = client.send(
                    HttpRequest.newBuilder(URI.create(address + "?episode=" + assignment.id()))
                            .timeout(Duration.ofSeconds(10))
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            assertThat(response.statusCode()).isEqualTo(200);
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                assertThat(next(lines))
                        .contains("\"state\":\"CREATED\"")
                        .contains("\"newest\":\"" + assignment.id() + "\"");
                lab.runToTheEnd(assignment);
                String told = next(lines);
                while (!told.contains("\"state\":\"TERMINATED\"")) {
                    told = next(lines);
                }
            }
            client.shutdownNow();
        }
    }

    @Test
    void addressThatIsNoIdIsAProblem() {
        given().queryParam("episode", "first")
                .get("/api/v1/episodes/events")
                .then()
                .statusCode(400)
                .body("code", equalTo("id-malformed"));
    }

    private static String next(BufferedReader lines) throws Exception {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("data:")) {
                return line;
            }
        }
        throw new AssertionError("the stream ended");
    }
}
