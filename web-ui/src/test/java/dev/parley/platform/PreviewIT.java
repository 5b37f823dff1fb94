package dev.parley.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rehearsal that nobody stands beside: what is asked of it waits, and is tried in simulation meanwhile. */
@Tag("slow")
class PreviewIT {
    private static final double LONG_MS = 480_000;
    private static final String WORDS = "put the red cube in the blue bowl";

    @Test
    void whatWaitsForARobotIsTriedInSimulationMeanwhile(@TempDir Path data) throws Exception {
        try (Platform platform = Platform.start(
                        data, Map.of("PARLEY_EMBEDDED_REHEARSAL", "true", "PARLEY_PYRAMID_REAL_STATIONS", "ANY"));
                Browser browser = new Browser()) {
            Page page = browser.page();
            page.navigate(platform.url().toString());
            page.waitForSelector("#ask-bodies[role=radiogroup] [data-body=real]", patiently());
            assertThat(page.textContent("h1 + p"))
                    .startsWith("Simulation, not a real robot")
                    .contains("Rehearsal in simulation under the rules of a real robot");
            assertThat(page.isChecked("#ask-bodies input[value=simulation]")).isTrue();
            page.check("#ask-bodies input[value=real]");
            page.waitForSelector("#ask-bodies [data-body=real]:has-text('Nobody stands by')", patiently());
            page.waitForSelector("#ask-bodies [data-body=simulation]:has-text('a place is free')");
            assertThat(page.isChecked("#ask-bodies input[value=real]"))
                    .as("chosen still, after the waits were read")
                    .isTrue();
            page.fill("#prompt-text", WORDS);
            browser.screenshots("ask-two-bodies");
            browser.darkScreenshots("ask-two-bodies");
            assertThat(browser.overflowOnAPhonePx()).isZero();
            page.click("#ask-button");
            browser.agree();
            page.waitForURL(Pattern.compile(".*/asks/.*"));
            String first = page.url().replaceAll(".*/asks/", "");

            page.waitForSelector("#preview-press", patiently());
            assertThat(page.textContent("#preview")).contains("A simulation is not the robot");
            browser.screenshots("waiting-preview-offered");
            page.click("#preview-press");
            page.waitForSelector("#preview-link");
            page.waitForSelector("#preview-state:has-text('Ended')", patiently());
            assertThat(page.locator("text=Someone is on Sim").count())
                    .as("a simulator is before nobody who waits for a robot")
                    .isZero();
            browser.screenshots("waiting-preview-ended");
            browser.darkScreenshots("waiting-preview-ended");
            assertThat(browser.overflowOnAPhonePx()).isZero();
            page.reload();
            page.waitForSelector("#preview-state:has-text('Ended')");

            Visitor anybody = new Visitor(platform);
            JsonNode waits = anybody.prompt(first);
            assertThat(waits.path("state").asText()).isEqualTo("QUEUED");
            assertThat(waits.path("body").asText()).isEqualTo("real");
            JsonNode tried = anybody.prompt(waits.path("preview").asText());
            assertThat(tried.path("previewOf").asText()).isEqualTo(first);
            JsonNode episode =
                    anybody.episode(tried.path("episodes").path(0).path("id").asText());
            assertThat(episode.path("station").path("kind").asText()).isEqualTo("SIMULATOR");

            page.navigate(platform.url()
                    .resolve("/asks/" + waits.path("preview").asText())
                    .toString());
            page.waitForSelector("#preview-of a[href='/asks/" + first + "']");
            page.navigate(platform.url().resolve("/asks/" + first).toString());
            page.waitForSelector("#wait-place");
            page.click("#withdraw");
            page.waitForSelector("text=It left the line");
            page.waitForSelector("text=Whoever asked took it out before it ran");
            assertThat(browser.errors()).isEmpty();
        }
    }

    private static Page.WaitForSelectorOptions patiently() {
        return new Page.WaitForSelectorOptions().setTimeout(LONG_MS);
    }
}
