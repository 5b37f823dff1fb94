package dev.parley.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.RequestOptions;
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

/** A person before a rehearsal: reads, approves, holds to start, takes over, judges, resets, and stops by a key. */
@Tag("slow")
class ConsoleIT {
    private static final double LONG_MS = 480_000;
    private static final String OWN = "four words of my own";
    /** Nothing that is ever done, so that it runs until it is taken over. */
    private static final String WORDS = "push everything to the left";

    /** Whether the button ever said that it is held is kept, so that nobody has to look while it is. */
    private static final String WATCH_THE_HOLD = """
            () => {
              window.held = false;
              const start = document.querySelector('[data-start]');
              new MutationObserver(() => window.held ||= start.classList.contains('holding'))
                .observe(start, { attributeFilter: ['class'] });
            }""";

    @Test
    void operatorLetsEachAskRunAndNoneRunsByItself(@TempDir Path data) throws Exception {
        try (Platform platform = Platform.start(
                        data, Map.of("PARLEY_EMBEDDED_REHEARSAL", "true", "PARLEY_PYRAMID_SIMULATOR_PASSES", "0"));
                Axe axe = new Axe();
                Browser visitor = new Browser()) {
            Page desk = axe.page();
            Browser browser = axe.browser();
            signIn(platform, desk, Files.readAllLines(data.resolve("secrets/first-admin.password")));
            becomesLabAdmin(platform, desk);
            desk.navigate(at(platform, "admin/stations"));
            desk.waitForSelector(
                    ".desk-card[data-state=FAULT]:has-text('Rehearsal'):has-text('Nobody is signed on')", patiently());
            approves(platform, desk, axe, browser);
            Path socket = data.resolve("stations/rehearsal/station").resolve(LocalConsole.SOCKET);
            try (SocketChannel local = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
                say(local, "present Ada");
                say(local, "start " + say(local, "code start").split(" ", -1)[1] + " Ada");

                browser.follow(".desk-card:has-text('Rehearsal') a[href^='/console/']");
                desk.waitForSelector("parley-console[data-at=NOBODY]");
                desk.click("text=Stand by");
                desk.waitForSelector("parley-console[data-at=NOTHING]");
                axe.look("Console, nothing asked");
                Page asker = visitor.page();
                asks(platform, visitor, asker);

                desk.waitForSelector("parley-console[data-at=READ]:has-text('" + WORDS + "')", patiently());
                asker.waitForSelector("text=reads this before the robot moves", patiently());
                axe.look("Console, an ask to read");
                browser.screenshots("console-read");
                assertThat(browser.overflowOnAPhonePx()).isZero();
                desk.click("text=Approve this ask");
                desk.waitForSelector("parley-console[data-at=START]");
                assertThat(desk.isDisabled("[data-start]")).isTrue();
                desk.check(".checklist input >> nth=0");
                List.of("2", "3", "4").forEach(key -> desk.keyboard().press(key));
                desk.waitForSelector("[data-start]:not([disabled])");
                axe.look("Console, a start to confirm");
                browser.screenshots("console-start");
                browser.darkScreenshots("console-start");
                assertThat(browser.overflowOnAPhonePx()).isZero();

                desk.evaluate(WATCH_THE_HOLD);
                desk.hover("[data-start]");
                desk.mouse().down();
                desk.mouse().up();
                assertThat(desk.evaluate("window.held"))
                        .as("held for less than a second")
                        .isEqualTo(true);
                desk.waitForSelector("[data-start]:not(.holding)");
                assertThat(desk.getAttribute("parley-console", "data-at"))
                        .as("let go early and nothing happens")
                        .isEqualTo("START");
                desk.keyboard().down("Enter");
                desk.waitForSelector("parley-console:not([data-at=START])");
                desk.keyboard().up("Enter");
                desk.waitForSelector("parley-console[data-at=RUNNING]", patiently());
                desk.click("[data-off]");
                desk.waitForSelector("parley-console > [data-trouble]:has-text('under way')");
                desk.click("[data-take]");
                desk.fill("[data-taking] input[name=reason]", "it pushes the bowl off the table");
                browser.screenshots("console-running");
                desk.click("[data-taking] button[type=submit]");
                desk.waitForSelector("parley-console[data-at=RESET]", patiently());
                desk.click("[data-result=FAILURE]");
                desk.waitForSelector("[data-result=FAILURE][aria-pressed=true]");
                axe.look("Console, a reset to mark");
                browser.screenshots("console-reset");
                browser.darkScreenshots("console-reset");
                assertThat(browser.overflowOnAPhonePx()).isZero();
                desk.click("[data-reset]");
                desk.waitForSelector("parley-console[data-at=NOTHING]");
                asker.navigate(at(platform, "episodes/" + episode(platform, asker)));
                asker.waitForSelector("text=went on by hand");

                desk.focus("[data-off]");
                desk.keyboard().press("Space");
                desk.waitForSelector("[data-stop-said][data-state=stopped]");
                assertThat(desk.textContent("[data-stop-said]"))
                        .containsPattern("Confirmed [0-9.,]+ ms after your press");
                desk.waitForSelector("[data-badge] [data-state=STOPPED]");
                assertThat(desk.isVisible("[data-off]"))
                        .as("the space bar pressed the stop and nothing else")
                        .isTrue();
                desk.waitForSelector("[data-half]:has-text('ms')");
                axe.look("Console, stopped");
                browser.screenshots("console-stopped");
            }
            assertThat(axe.findings()).isEmpty();
            assertThat(browser.errors())
                    .as("the one refusal that was looked for")
                    .singleElement()
                    .asString()
                    .startsWith("409")
                    .endsWith("/console/shift");
            assertThat(visitor.errors()).isEmpty();
        }
    }

    /** Without it nobody can ask for the robot: nothing may run there. */
    private static void approves(Platform platform, Page desk, Axe axe, Browser browser) throws Exception {
        desk.click(".desk-card:has-text('Rehearsal') .plainlink");
        desk.waitForSelector("[data-policies] li:has-text('Not approved')", patiently());
        desk.fill("[data-policies] input[name=reason]", "it has shown that it can");
        while (desk.locator("[data-policies] button[data-approve]").count() > 0) {
            int left = desk.locator("[data-policies] button[data-approve]").count();
            desk.click("[data-policies] button[data-approve] >> nth=0");
            desk.waitForSelector("[data-policies] ul[data-left='" + (left - 1) + "']");
        }
        axe.look("One station, policies approved");
        browser.screenshots("admin-station-policies");
        assertThat(browser.overflowOnAPhonePx()).isZero();
        desk.navigate(at(platform, "admin/stations"));
        desk.waitForSelector(".desk-card:has-text('Rehearsal')");
    }

    private static void asks(Platform platform, Browser visitor, Page asker) {
        asker.navigate(platform.url().toString());
        asker.waitForSelector("#ask-bodies [data-body=real]", patiently());
        asker.check("#ask-bodies input[value=real]");
        asker.fill("#prompt-text", WORDS);
        asker.click("#ask-button");
        visitor.agree();
        asker.waitForURL(Pattern.compile(".*/asks/.*"));
    }

    private static String episode(Platform platform, Page asker) {
        String prompt = asker.url().replaceAll(".*/asks/([0-9a-f-]{36}).*", "$1");
        return asker.request()
                .get(at(platform, "api/v1/prompts/" + prompt))
                .text()
                .replaceAll("(?s).*\"episodes\"\\s*:\\s*\\[\\s*\\{\\s*\"id\"\\s*:\\s*\"([0-9a-f-]{36})\".*", "$1");
    }

    /** Who administers the installation stands at no console; as an admin of the lab they may. */
    private static void becomesLabAdmin(Platform platform, Page desk) {
        String id = desk.request()
                .get(at(platform, "api/v1/session"))
                .text()
                .replaceAll("(?s).*\"id\"\\s*:\\s*\"([0-9a-f-]{36})\".*", "$1");
        assertThat(desk.request()
                        .post(
                                at(platform, "api/v1/people/" + id + "/grants"),
                                RequestOptions.create()
                                        .setHeader(
                                                "Origin",
                                                platform.url()
                                                        .resolve("/")
                                                        .toString()
                                                        .replaceAll("/$", ""))
                                        .setData(Map.of("role", "LAB_ADMIN", "lab", "house", "reason", "stands there")))
                        .ok())
                .isTrue();
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
    }

    private static Page.WaitForSelectorOptions patiently() {
        return new Page.WaitForSelectorOptions().setTimeout(LONG_MS);
    }

    private static String at(Platform platform, String path) {
        return platform.url().resolve(path).toString();
    }
}
