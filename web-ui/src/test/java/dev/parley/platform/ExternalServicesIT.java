package dev.parley.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import dev.parley.platform.rig.Installation;
import io.lettuce.core.RedisClient;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What docker/ promises, without containers: the settings, secrets and proxy of docker/ with Debian's PostgreSQL, Redis, nginx
 * and coturn, a media server of its own and two replicas. The last test kills a replica.
 */
@Tag("slow")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ExternalServicesIT {
    private static final Path PROGRAMS = Path.of("..", ".mvn", "services.sh");
    private static final Duration EPISODE_WITHIN = Duration.ofMinutes(8);
    private static final double SHOWN_WITHIN_MS = 480_000;
    private static final Duration TAKEN_OVER_WITHIN = Duration.ofMinutes(1);
    private static final Pattern TURN = Pattern.compile("(?<user>[^:]+):(?<password>[^@]+)@(?<place>.+)");

    /** The browser may use nothing but the relay. */
    private static final String ONLY_RELAYED = """
            const Direct = window.RTCPeerConnection;
            window.RTCPeerConnection = class extends Direct {
              constructor(configuration) {
                super({ ...configuration, iceTransportPolicy: 'relay',
                        iceServers: [{ urls: 'turn:%s?transport=udp', username: '%s', credential: '%s' }] });
              }
            };""";

    private static Installation installation;

    @BeforeAll
    static void start() throws Exception {
        assumeThat(new ProcessBuilder("sh", PROGRAMS.toAbsolutePath().toString())
                        .inheritIO()
                        .start()
                        .waitFor())
                .as("these tests need Debian's PostgreSQL, Redis, nginx and coturn"
                        + " (apt-get install postgresql redis-server nginx coturn openssl)")
                .isZero();
        installation = Installation.start("external");
    }

    @AfterAll
    static void end() throws Exception {
        if (installation != null) {
            installation.close();
        }
    }

    @Test
    @Order(1)
    void strangerWatchesThroughProxyAndRelayAndEverythingIsKeptOutside() throws Exception {
        Matcher turn = TURN.matcher(installation.turn());
        assertThat(turn.matches()).isTrue();
        try (Browser browser = new Browser()) {
            Page page = browser.page();
            page.addInitScript(ONLY_RELAYED.formatted(turn.group("place"), turn.group("user"), turn.group("password")));
            page.navigate(installation.url().toString());
            page.fill("#prompt-text", "put the red cube in the blue bowl");
            page.click("#ask-button");
            browser.agree();
            page.waitForURL(Pattern.compile(".*/asks/.*"));
            page.waitForFunction(
                    "(document.querySelector('parley-live')?.framesDecoded ?? 0) > 10",
                    null,
                    new Page.WaitForFunctionOptions().setTimeout(SHOWN_WITHIN_MS));
            page.waitForSelector("#outcome-badge", new Page.WaitForSelectorOptions().setTimeout(SHOWN_WITHIN_MS));
            page.waitForSelector("parley-replay video");
            // By key: what is drawn late above it moves it from under a pointer.
            page.press("#vote-yes", "Enter");
            page.waitForFunction("document.querySelector('#vote-saved')?.textContent.includes('saved')");
            assertThat(browser.errors()).isEmpty();
        }
        assertThat(installation.log("coturn")).as("relayed").contains("CREATE_PERMISSION processed, success");
        assertThat(installation.database().rows("SELECT count(*) FROM vote")).containsExactly("1");
        assertThat(installation.database().rows("SHOW server_version").getFirst())
                .as("not the embedded one")
                .contains("Debian");
        try (RedisClient redis = RedisClient.create(installation.redisUrl())) {
            assertThat(redis.connect().sync().keys("parley:*")).as("the index").isNotEmpty();
        }
        for (String server : List.of("server-1", "server-2")) {
            assertThat(installation.kept(server)).doesNotContain("postgres", "redis", "media-server", "artifacts");
        }
    }

    @Test
    @Order(2)
    void proxyKeepsTheReplicasHealthAndMetricsInside() {
        for (String inside : List.of("q/health", "q/health/ready", "q/metrics")) {
            assertThat(get(inside, "").statusCode()).as(inside).isEqualTo(404);
        }
        assertThat(get("q/openapi", "").statusCode()).isEqualTo(200);
    }

    @Test
    @Order(3)
    void visitorStaysWithOneReplicaAndTheOtherTakesOver() throws Exception {
        Visitor visitor = new Visitor(installation.url());
        String kept = visitor.ask("put the green cube in the blue bowl");
        visitor.await(kept, ExternalServicesIT::completed, EPISODE_WITHIN);
        String replica = get("", "").cookie("parley_replica");
        assertThat(replica).isIn("replica_1", "replica_2");
        for (int i = 0; i < 5; i++) {
            assertThat(get("", replica).cookie("parley_replica"))
                    .as("no new one")
                    .isNull();
        }
        try (Browser browser = new Browser()) {
            Page page = browser.page();
            page.navigate(installation.url().resolve("asks/" + kept).toString());
            page.waitForSelector("#outcome-badge");
            String hers = page.context().cookies().stream()
                    .filter(cookie -> cookie.name.equals("parley_replica"))
                    .findFirst()
                    .orElseThrow()
                    .value;

            page.evaluate("window.before = true");
            installation.kill(hers.replace("replica_", "server-"));

            Awaitility.await("the other replica answers")
                    .atMost(TAKEN_OVER_WITHIN)
                    .until(() -> get("", hers).statusCode() == 200);
            // By itself: to reload it here would meet the page's own reloading half way.
            page.waitForFunction(
                    "window.before === undefined", null, new Page.WaitForFunctionOptions().setTimeout(SHOWN_WITHIN_MS));
            page.waitForSelector("#outcome-badge", new Page.WaitForSelectorOptions().setTimeout(SHOWN_WITHIN_MS));
            Visitor again = new Visitor(installation.url());
            again.await(
                    again.ask("put the blue cube in the orange bowl"), ExternalServicesIT::completed, EPISODE_WITHIN);
            assertThat(visitor.prompt(kept).path("state").asText()).isEqualTo("COMPLETED");
        }
    }

    private static boolean completed(JsonNode prompt) {
        return prompt.path("state").asText().equals("COMPLETED");
    }

    private static Response get(String path, String replica) {
        return RestAssured.given()
                .cookie("parley_replica", replica)
                .get(installation.url().resolve(path));
    }
}
