package dev.parley.platform;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What Prometheus reads after an episode, and who else may not. */
@ExtendWith(SharedPlatform.class)
class MetricsIT {
    private static final Duration EPISODE_WITHIN = Duration.ofMinutes(8);

    @Test
    void promptsEpisodesAndServicesAreCountedWithoutIdsAsLabels(Platform platform) throws Exception {
        Visitor visitor = new Visitor(platform);
        visitor.request().body(Map.of("instruction", "")).post("prompts").then().statusCode(400);
        String prompt = visitor.request()
                .body(Map.of("instruction", "put the red cube in the blue bowl"))
                .post("prompts")
                .path("id");
        visitor.await(prompt, view -> view.path("state").asText().equals("COMPLETED"), EPISODE_WITHIN);

        Awaitility.await("the gauges have looked")
                .atMost(Duration.ofSeconds(60))
                .until(() -> read(platform).contains("parley_stations_online 1.0"));
        String metrics = read(platform);

        for (String name : List.of(
                "parley_prompts_admitted_total ",
                "parley_prompts_refused_total{reason=\"instruction-missing\"",
                "parley_turns_waiting{class=\"public\"",
                "parley_turn_offer_delay_seconds_bucket{class=\"public\"",
                "parley_assignments_total{change=\"leased\"",
                "parley_leases ",
                "parley_proposals ",
                "parley_episode_phase_seconds_count{phase=\"running\"",
                "parley_episodes_ended_total{reason=\"",
                "parley_uploads_bytes_sum{kind=\"recording\"",
                "parley_events_lag_seconds ",
                "parley_redis_rebuilds_total ",
                "parley_live_viewers ",
                "quarkus_websockets_server_bytes")) {
            assertThat(metrics).contains(name);
        }
        assertThat(metrics).containsPattern("sql_pool_\\w+|agroal_\\w+");
        assertThat(metrics)
                .as("no ids, no addresses of visitors")
                .doesNotContainPattern("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}");
        assertThat(metrics.lines().filter(line -> line.startsWith("# HELP parley_") && line.endsWith("_ ")))
                .isEmpty();
    }

    @Test
    void whoComesThroughAProxySeesNoMetrics(Platform platform) {
        given().baseUri(platform.url().toString())
                .header("X-Forwarded-For", "203.0.113.9")
                .get("q/metrics")
                .then()
                .statusCode(404);
    }

    private static String read(Platform platform) {
        return given().baseUri(platform.url().toString())
                .get("q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
