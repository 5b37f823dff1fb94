package dev.parley.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must survive already, with real processes and real signals. */
class FaultsIT {
    private static final Duration RUNNING_WITHIN = Duration.ofMinutes(4);
    private static final Duration ENDED_WITHIN = Duration.ofMinutes(8);
    private static final double WHY_WITHIN_MS = 180_000;

    @TempDir
    Path data;

    @Test
    void killedWorkerKilledServerAndCtrlCLoseNothingAndLeaveNobodyBehind() throws Exception {
        String interrupted;
        String acknowledged;
        List<ProcessHandle> orphans;
        try (Platform first = Platform.start(data)) {
            interrupted = killedWorkerGivesANewAttemptUnderANewFence(first);

            Platform.Refusal refusal = Platform.refusal(data);
            assertThat(refusal.code()).isEqualTo(2);
            assertThat(refusal.text())
                    .contains("process " + first.pid())
                    .contains(first.url().toString());

            acknowledged = new Visitor(first).ask("put the green cube in the orange bowl");
            orphans = first.processes();
            first.kill();
        }
        try (Platform second = Platform.start(data)) {
            assertThat(orphans).noneMatch(ProcessHandle::isAlive);
            Visitor visitor = new Visitor(second);
            assertThat(visitor.prompt(interrupted).path("state").asText()).isEqualTo("COMPLETED");
            JsonNode ended = visitor.await(acknowledged, FaultsIT::completed, ENDED_WITHIN);
            assertThat(ended.path("instruction").asText()).isEqualTo("put the green cube in the orange bowl");

            List<ProcessHandle> all = second.processes();
            assertThat(all).hasSizeGreaterThan(4);
            second.interrupt();
            assertThat(all).noneMatch(ProcessHandle::isAlive);
        }
    }

    @Test
    void ctrlCWhileItStartsLeavesNobodyBehindEither() throws Exception {
        try (Platform starting = Platform.startUntil(data, "Starting the server ...")) {
            List<ProcessHandle> all = starting.processes();
            assertThat(all).hasSizeGreaterThan(3);
            starting.interrupt();
            assertThat(all).noneMatch(ProcessHandle::isAlive);
        }
    }

    private static String killedWorkerGivesANewAttemptUnderANewFence(Platform platform) throws Exception {
        Visitor visitor = new Visitor(platform);
        String prompt = visitor.ask("put the red cube in the blue bowl");
        try (Browser browser = new Browser()) {
            browser.page().navigate(platform.url().resolve("/asks/" + prompt).toString());
            visitor.await(prompt, view -> episodeState(view, 0).equals("RUNNING"), RUNNING_WITHIN);
            platform.child("sim-1").destroyForcibly();
            Locator why = browser.page().locator("#attempt-lost");
            why.waitFor(new Locator.WaitForOptions().setTimeout(WHY_WITHIN_MS));
            assertThat(why.textContent()).contains("lost");
        }

        JsonNode ended = visitor.await(prompt, FaultsIT::completed, ENDED_WITHIN);

        assertThat(ended.path("episodes")).hasSize(2);
        assertThat(episodeState(ended, 0)).isEqualTo("LOST");
        JsonNode lost =
                visitor.episode(ended.path("episodes").path(0).path("id").asText());
        assertThat(lost.path("endReason").asText()).isEqualTo("CONTACT_LOST");
        JsonNode again =
                visitor.episode(ended.path("episodes").path(1).path("id").asText());
        assertThat(again.path("attempt").asInt()).isEqualTo(2);
        assertThat(again.path("fence").asLong())
                .isGreaterThan(lost.path("fence").asLong());
        return prompt;
    }

    private static boolean completed(JsonNode prompt) {
        return prompt.path("state").asText().equals("COMPLETED");
    }

    private static String episodeState(JsonNode prompt, int index) {
        return prompt.path("episodes").path(index).path("state").asText();
    }
}
