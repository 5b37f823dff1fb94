package dev.parley.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.RequestOptions;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.parley.station.console.LocalConsole;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The second episode of a comparison on a rehearsal begins once its table is as it was: a thing that was not put back withholds it. */
@Tag("slow")
class StartPhotosIT {
    private static final double LONG_MS = 480_000;
    private static final String OWN = "four words of my own";

    @Test
    void forgottenThingWithholdsTheSecondUntilItIsPutBack(@TempDir Path data) throws Exception {
        try (Platform platform = Platform.start(
                        data, Map.of("PARLEY_EMBEDDED_REHEARSAL", "true", "PARLEY_PYRAMID_REAL_STATIONS", "ANY"));
                Axe axe = new Axe();
                Browser visitor = new Browser()) {
            Page desk = axe.page();
            Browser browser = axe.browser();
            signIn(platform, desk, Files.readAllLines(data.resolve("secrets/first-admin.password")));
            desk.navigate(at(platform, "admin/stations"));
            desk.waitForSelector(
                    ".desk-card[data-state=FAULT]:has-text('Rehearsal'):has-text('Nobody is signed on')", patiently());
            Path socket = data.resolve("stations/rehearsal/station").resolve(LocalConsole.SOCKET);
            try (SocketChannel local = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
                say(local, "present Ada");
                say(local, "start " + say(local, "code start").split(" ", -1)[1] + " Ada");
                browser.follow(".desk-card:has-text('Rehearsal') a[href^='/console/']");
                desk.waitForSelector("parley-console[data-at=NOBODY]");
                desk.click("text=Stand by");
                desk.waitForSelector("parley-console[data-at=NOTHING]");
                compares(platform, visitor);

                desk.waitForSelector("parley-console[data-at=READ]", patiently());
                desk.click("text=Approve this ask");
                starts(desk);
                assertThat(desk.isVisible("parley-start-photos"))
                        .as("the first has nothing to be held against")
                        .isFalse();
                desk.waitForSelector("parley-console[data-at=RUNNING]", patiently());
                desk.waitForSelector("parley-console[data-at=RESET]", patiently());
                browser.keepBack("/console");
                browser.waitUntilKeptBack();
                desk.click("[data-reset]");
                desk.waitForSelector("parley-console[data-at=START]", patiently());
                browser.letGo();

                assertThat(desk.getAttribute("parley-console", "data-at"))
                        .as("what was read before the reset comes after it")
                        .isEqualTo("START");
                desk.waitForSelector("parley-start-photos[data-held=true]", patiently());
                assertThat(desk.textContent("parley-start-photos [data-said]")).contains("Not as before the first");
                desk.waitForSelector("parley-start-photos .apart");
                axe.look("Console, an unlike start");
                browser.screenshots("console-unlike");
                browser.darkScreenshots("console-unlike");
                assertThat(browser.overflowOnAPhonePx()).isZero();

                desk.click("parley-start-photos [data-look]");
                desk.waitForSelector("parley-start-photos[data-held=false]", patiently());
                assertThat(desk.textContent("parley-start-photos [data-said]")).contains("As before the first");
                axe.look("Console, a start that is alike");
                browser.screenshots("console-alike");
                starts(desk);
                desk.waitForSelector("parley-console[data-at=RUNNING]", patiently());
                desk.waitForSelector("parley-start-photos", hidden());
            }
            assertThat(axe.findings()).isEmpty();
            assertThat(browser.errors()).isEmpty();
            assertThat(visitor.errors()).isEmpty();
        }
    }

    private static void compares(Platform platform, Browser visitor) {
        Page asker = visitor.page();
        asker.navigate(platform.url().toString());
        asker.waitForSelector("#ask-bodies [data-body=real]", patiently());
        asker.check("#ask-bodies input[value=real]");
        asker.fill("#prompt-text", "put the red cube in the blue bowl");
        asker.waitForSelector("#two-policies");
        asker.click("#two-policies");
        asker.waitForSelector("#two-policies[aria-checked=true]");
        asker.click("#ask-button");
        visitor.agree();
        asker.waitForURL(Pattern.compile(".*/compare/.*"));
    }

    private static void starts(Page desk) {
        desk.waitForSelector("parley-console[data-at=START]", patiently());
        desk.waitForSelector("[data-before]:not([hidden])");
        List.of("1", "2", "3", "4").forEach(key -> desk.keyboard().press(key));
        desk.waitForSelector("[data-start]:not([disabled])");
        desk.keyboard().down("Enter");
        desk.waitForSelector("parley-console:not([data-at=START])", patiently());
        desk.keyboard().up("Enter");
    }

    /** Who administers the installation stands at no console; as an admin of the lab they may. */
    private static void becomesLabAdmin(Platform platform, Page desk) {
        String id = desk.request()
                .get(at(platform, "api/v1/session"))
                .text()
                .replaceAll("(?s).*\"id\"\\s*:\\s*\"([0-9a-f-]{36})\".*", "$1");
        APIResponse granted = desk.request()
                .post(
                        at(platform, "api/v1/people/" + id + "/grants"),
                        RequestOptions.create()
                                .setHeader(
                                        "Origin",
                                        platform.url().resolve("/").toString().replaceAll("/$", ""))
                                .setData(Map.of("role", "LAB_ADMIN", "lab", "house", "reason", "stands there")));
        assertThat(granted.ok()).isTrue();
    }

    private static void signIn(Platform platform, Page page, List<String> secret) {
        page.navigate(at(platform, "sign-in"));
        page.fill("input[name=login]", secret.getFirst());
        page.fill("input[name=password]", secret.getLast());
        page.click("form button[type=submit]");
        page.waitForSelector("[data-must]:not([hidden])");
        page.fill("input[name=present]", secret.getLast());
        page.fill("input[name=next]", OWN);
        page.fill("input[name=again]", OWN);
        page.click("text=Change the password");
        page.waitForSelector("[data-done]:not([hidden])");
        becomesLabAdmin(platform, page);
    }

    private static String say(SocketChannel local, String line) throws Exception {
        local.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
        ByteBuffer answer = ByteBuffer.allocate(4096);
        StringBuilder said = new StringBuilder();
        while (said.indexOf("\n") < 0 && local.read(answer) >= 0) {
            said.append(StandardCharsets.UTF_8.decode(answer.flip()));
            answer.clear();
        }
        return said.toString().strip();
    }

    private static Page.WaitForSelectorOptions patiently() {
        return new Page.WaitForSelectorOptions().setTimeout(LONG_MS);
    }

    private static Page.WaitForSelectorOptions hidden() {
        return new Page.WaitForSelectorOptions().setState(WaitForSelectorState.HIDDEN);
    }

    private static String at(Platform platform, String path) {
        return platform.url().resolve(path).toString();
    }
}
