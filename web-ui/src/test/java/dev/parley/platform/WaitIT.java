package dev.parley.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A line that closes, what can be done instead, and being told. Nobody is let in here for more than two seconds, and nobody but
 * askers sees live video.
 */
@Tag("slow")
class WaitIT {
    private static final double LONG_MS = 420_000;
    private static final String WORDS = "put the red cube in the blue bowl";

    /** Whether the heading and the first offer are on the screen, and not below what stands fast at its edges. */
    private static final String IN_SIGHT = """
            ['h2', 'li'].every(part => {
              const box = document.querySelector('#line-closed ' + part).getBoundingClientRect();
              return document.elementFromPoint(box.left + 4, box.top + box.height / 2)?.closest('#line-closed') != null;
            })""";

    private static final Map<String, String> SETTINGS =
            Map.of("PARLEY_LINE_LONGEST_WAIT", "PT2S", "PARLEY_MEDIA_VIEWERS_PER_EPISODE", "0");

    @Test
    void whoIsTurnedAwayJoinsIsToldAndFindsAllOfItAgainAfterAKill(@TempDir Path data) throws Exception {
        int port = Platform.freePort();
        try (Browser browser = new Browser();
                Browser other = new Browser()) {
            Page page = browser.page();
            String followed;
            Map<String, Visitor> asks = new LinkedHashMap<>();
            int placeBefore;
            try (Platform first = Platform.start(data, port, SETTINGS)) {
                browser.allowNotifications("http://127.0.0.1:" + port);
                page.navigate(first.url().toString());
                page.waitForSelector("h1 + p:has-text('Simulation, not a real robot: an arm')");
                assertThat(page.textContent("h1 + p")).startsWith("Simulation, not a real robot");
                // Nothing was measured yet, so all of these are let in.
                for (int visitor = 0; visitor < 5; visitor++) {
                    Visitor asker = new Visitor(first);
                    for (int i = 0; i < 4; i++) {
                        asks.put(asker.ask(WORDS), asker);
                    }
                }
                Visitor watcher = new Visitor(first);
                awaitEnd(watcher, asks.keySet().iterator().next());
                awaitClosed(watcher);

                page.fill("#prompt-text", WORDS);
                page.click("#ask-button");
                browser.agree();
                page.waitForSelector("#line-closed [data-join]");
                assertThat(page.textContent("#line-closed")).contains("nobody is let in for more than 2 s");
                assertThat(page.locator("#line-closed a:has-text('Watch and judge')")
                                .count())
                        .as("clips that nobody has judged")
                        .isPositive();
                assertThat(page.inputValue("#prompt-text")).isEqualTo(WORDS);
                browser.eachLook(look -> {
                    // What stands there of the press before is not what this one brings.
                    page.evaluate("document.querySelectorAll('[data-join]').forEach(old => delete old.dataset.join)");
                    page.click("#ask-button");
                    page.waitForSelector("#line-closed [data-join]");
                    page.waitForFunction(IN_SIGHT);
                    browser.picture("line-closed-" + look.replace(' ', '-'));
                });
                assertThat(browser.overflowOnAPhonePx()).isZero();

                page.click("#tell-open");
                page.waitForSelector("#news li:has-text('still closed')");
                // The first asker's last: others are ahead of it for long, and it is among the oldest, which are
                // offered.
                String far = asks.keySet().stream().skip(3).findFirst().orElseThrow();
                page.click("#line-closed [data-join='" + far + "']");
                page.waitForURL(Pattern.compile(".*/asks/.*"));
                followed = page.url();
                page.waitForSelector("#wait-people:has-text('2 people wait for this')");
                browser.screenshots("waiting-followed");
                browser.darkScreenshots("waiting-followed");
                assertThat(browser.overflowOnAPhonePx()).isZero();
                page.reload();
                page.waitForSelector("#wait-people:has-text('2 people wait for this')");
                assertThat(browser.errors()).isEmpty();
                placeBefore = watcher.prompt(id(followed)).path("position").asInt();
                assertThat(placeBefore).isGreaterThan(1);
                browser.rememberPage();
                first.kill();
            }
            try (Platform second = Platform.start(data, port, SETTINGS)) {
                browser.waitUntilLoadedAgain(LONG_MS);
                assertThat(page.url()).isEqualTo(followed);
                // In line still, or on the station by now.
                page.waitForSelector("#wait-place:has-text('This one is'), #starting, parley-episode");
                // What ran when the server was killed is in line again, and before it.
                assertThat(new Visitor(second)
                                .prompt(id(followed))
                                .path("position")
                                .asInt())
                        .isBetween(1, placeBefore + 1);
                page.navigate(second.url().toString());
                page.waitForSelector("#news li:has-text('Your words are kept')");
                // The line was long enough for all of the looking above; nobody needs to wait for the rest of it.
                asks.forEach((ask, asker) -> {
                    if (!ask.equals(id(followed))) {
                        asker.request().delete("prompts/" + ask);
                    }
                });
                page.waitForSelector(
                        "#news li:has-text('The ask you follow')",
                        new Page.WaitForSelectorOptions().setTimeout(LONG_MS));
                // Between two episodes it is open for a moment already, and closed again before anybody has pressed.
                awaitEnd(new Visitor(second), id(followed));
                page.waitForSelector(
                        "#news li:has-text('has opened again')", new Page.WaitForSelectorOptions().setTimeout(LONG_MS));
                page.waitForFunction("window.shown.some(each => each.startsWith('The line has opened again'))"
                        + " && window.shown.some(each => each.startsWith('The ask you follow'))");
                browser.screenshots("news");
                browser.darkScreenshots("news");
                assertThat(browser.overflowOnAPhonePx()).isZero();

                // From another page, since the words stand on this one already.
                page.navigate(second.url().resolve("my").toString());
                page.click("#news a:has-text('Ask it now')");
                page.waitForFunction("words => document.querySelector('#prompt-text')?.value === words", WORDS);
                // So that whoever comes to see is not still loading when it is over.
                other.page().navigate(second.url().toString());
                other.page().waitForSelector("#prompt-text");
                page.click("#ask-button");
                page.waitForURL(Pattern.compile(".*/asks/.*"));
                other.page().navigate(page.url());
                // Every place is taken, but the asker's own is kept for them.
                page.waitForFunction(
                        "(document.querySelector('parley-live')?.framesDecoded ?? 0) > 5",
                        null,
                        new Page.WaitForFunctionOptions().setTimeout(LONG_MS));
                other.page()
                        .waitForSelector(
                                "parley-live[data-state=full]", new Page.WaitForSelectorOptions().setTimeout(LONG_MS));
                other.screenshots("live-poster");
            }
        }
    }

    /** The ask that this page shows. */
    private static String id(String page) {
        return page.substring(page.lastIndexOf('/') + 1);
    }

    private static void awaitEnd(Visitor visitor, String ask) throws Exception {
        visitor.await(ask, view -> view.path("state").asText().equals("COMPLETED"), Duration.ofMinutes(7));
    }

    /** Until somebody who asks now would be turned away: three episodes were measured and one runs. */
    private static void awaitClosed(Visitor visitor) {
        await().atMost(Duration.ofMinutes(8))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> !visitor.request()
                        .get("queue?sceneId=blocks-and-bowls&policyId=tabletop-bc")
                        .jsonPath()
                        .getBoolean("ifAskedNow.open"));
    }
}
