package dev.parley.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import java.time.Duration;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The media server is killed while somebody watches. */
@Tag("slow")
@ExtendWith(SharedPlatform.class)
class LiveVideoIT {
    private static final Duration EPISODE_WITHIN = Duration.ofMinutes(8);
    private static final double LIVE_WITHIN_MS = 180_000;
    private static final double BACK_WITHIN_MS = 60_000;

    /** Nothing that a judge knows, so that the episode goes on to its last step. */
    private static final String TO_THE_LAST_STEP = "draw slow circles in the air";

    @Test
    void liveVideoReturnsByItselfAndTheRecordingIsWhole(Platform platform) throws Exception {
        Visitor visitor = new Visitor(platform);
        try (Browser browser = new Browser()) {
            Page page = browser.page();
            String prompt = visitor.ask(TO_THE_LAST_STEP);
            page.navigate(platform.url().resolve("/asks/" + prompt).toString());
            page.waitForFunction(
                    "(document.querySelector('parley-live')?.framesDecoded ?? 0) > 10",
                    null,
                    new Page.WaitForFunctionOptions().setTimeout(LIVE_WITHIN_MS));

            platform.child("media-server").destroyForcibly();
            Object frames = page.evaluate("document.querySelector('parley-live').framesDecoded");

            page.waitForFunction(
                    "before => (document.querySelector('parley-live')?.framesDecoded ?? 0) > before + 10",
                    frames,
                    new Page.WaitForFunctionOptions().setTimeout(BACK_WITHIN_MS));
            JsonNode ended =
                    visitor.await(prompt, view -> view.path("state").asText().equals("COMPLETED"), EPISODE_WITHIN);
            assertThat(ended.path("episodes")).as("the same attempt went on").hasSize(1);
            recordingIsWhole(
                    page,
                    visitor.episode(ended.path("episodes").path(0).path("id").asText()));
        }
    }

    /** It plays to its end, and is as long as the episode was: one frame a step. */
    private static void recordingIsWhole(Page page, JsonNode episode) {
        page.waitForSelector("parley-replay video", new Page.WaitForSelectorOptions().setTimeout(BACK_WITHIN_MS));
        page.waitForFunction("document.querySelector('parley-replay video').readyState > 0");
        double seconds =
                ((Number) page.evaluate("document.querySelector('parley-replay video').duration")).doubleValue();
        assertThat(seconds)
                .isCloseTo(
                        episode.path("steps").asInt()
                                / episode.path("controlHz").asDouble(),
                        Offset.offset(0.5));
        page.evaluate("""
                () => { const video = document.querySelector('parley-replay video');
                        video.muted = true; video.currentTime = Math.max(0, video.duration - 1); return video.play(); }""");
        page.waitForFunction("document.querySelector('parley-replay video').currentTime"
                + " > document.querySelector('parley-replay video').duration - 0.3");
    }
}
