package dev.parley.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page whose server dies under it, and comes back. */
@Tag("slow")
class LostReplicaIT {
    private static final double BACK_WITHIN_MS = 120_000;

    @Test
    void pageOfAKilledServerLoadsItselfAgainWithWhatWasTyped(@TempDir Path data) throws Exception {
        int port = Platform.freePort();
        try (Browser browser = new Browser()) {
            Page page = browser.page();
            try (Platform first = Platform.start(data, port)) {
                page.navigate(first.url().toString());
                page.fill("#prompt-text", "put the green cube in the blue bowl");
                page.waitForSelector("#judge-reading:has-text('The judge will look for:')");
                browser.rememberPage();
                first.kill();
            }
            try (Platform second = Platform.start(data, port)) {
                browser.waitUntilLoadedAgain(BACK_WITHIN_MS);
                page.waitForSelector("#judge-reading:has-text('The judge will look for:')");
                assertThat(page.inputValue("#prompt-text")).isEqualTo("put the green cube in the blue bowl");
                assertThat(page.url()).isEqualTo(second.url().toString());
            }
        }
    }
}
