package dev.parley.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import dev.parley.testing.FakePushService;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An asker closes the page, the server is killed meanwhile, and the browser is told all the same: once that it runs, once that it has ended. */
@Tag("slow")
class PushIT {
    private static final String WORDS = "put the red cube in the blue bowl";
    private static final String WORKER = "/js/parley-push-worker.js";
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String SHOWN = """
            file => navigator.serviceWorker.getRegistration(file)
              .then(worker => worker.getNotifications())
              .then(shown => shown.map(each => [each.title, each.body, each.data].join(' | ')))""";

    @Test
    void askerIsToldWithNoPageOpen(@TempDir Path data) throws Exception {
        int port = Platform.freePort();
        String origin = "http://127.0.0.1:" + port;
        try (FakePushService service = new FakePushService();
                Browser browser = new Browser()) {
            Map<String, String> settings = Map.of("PARLEY_PUSH_ALLOWED_HOSTS", service.host());
            Page page = browser.page();
            browser.allowNotifications(origin);
            browser.subscribesTo(JSON.writeValueAsString(service.subscription()));
            String ask;
            try (Platform first = Platform.start(data, port, settings)) {
                // Of three people, and to their last steps: somebody new comes before another's second ask.
                for (int i = 0; i < 3; i++) {
                    new Visitor(first).ask("push everything to the left");
                }
                page.navigate(first.url().toString());
                page.fill("#prompt-text", WORDS);
                page.click("#ask-button");
                browser.agree();
                page.waitForURL(Pattern.compile(".*/asks/.*"));
                ask = page.url().replaceAll(".*/asks/", "").replaceAll("[?#].*", "");
                page.click("#tell-me");
                page.waitForSelector("[data-tell-note]:has-text('also when no page of Parley is open')");
                browser.screenshots("told-with-no-page");
                browser.darkScreenshots("told-with-no-page");
                assertThat(browser.overflowOnAPhonePx()).isZero();
                String key = new Visitor(first).request().get("push").jsonPath().getString("key");
                assertThat(Base64.getDecoder().decode((String) page.evaluate("localStorage.subscribedWith")))
                        .as("the key of this server")
                        .isEqualTo(Base64.getUrlDecoder().decode(key));
                assertThat(browser.errors()).isEmpty();
                page.navigate("about:blank");
                first.kill();
            }
            try (Platform second = Platform.start(data, port, settings)) {
                await().atMost(LONG).until(() -> service.received().size() == 2);
                List<JsonNode> told = List.of(
                        JSON.readTree(service.received().getFirst().text()),
                        JSON.readTree(service.received().getLast().text()));
                assertThat(told)
                        .extracting(each -> each.path("title").asText())
                        .containsExactly("Your ask runs now", "Your ask has ended");
                assertThat(told.getFirst().path("link").asText()).isEqualTo("/asks/" + ask);
                assertThat(service.received().getFirst().claims()).contains("\"aud\":\"http://" + service.host());

                page.navigate(second.url().resolve("my").toString());
                browser.deliver(origin, WORKER, service.received().getLast().text());
                await().atMost(Duration.ofSeconds(60))
                        .untilAsserted(() -> assertThat((List<?>) page.evaluate(SHOWN, WORKER))
                                .map(String::valueOf)
                                .containsExactly("Your ask has ended | " + WORDS + " | /asks/" + ask));
                assertThat((List<?>) page.evaluate("window.shown"))
                        .as("the page leaves it to the server")
                        .isEmpty();
                assertThat(service.received()).hasSize(2);

                page.navigate(second.url().resolve("leaderboard").toString());
                assertThat(page.textContent("#leaderboard-told")).contains("never drawn by lot");
                browser.screenshots("leaderboard-told");
                browser.darkScreenshots("leaderboard-told");
                assertThat(browser.overflowOnAPhonePx()).isZero();
                page.navigate(second.url().resolve("policies/scripted-expert").toString());
                assertThat(page.textContent("#policy-told")).contains("so it is not ranked");
                browser.screenshots("policy-told");
                assertThat(browser.overflowOnAPhonePx()).isZero();
                assertThat(browser.errors()).isEmpty();
            }
        }
    }
}
