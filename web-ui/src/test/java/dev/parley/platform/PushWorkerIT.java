package dev.parley.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What the worker does when somebody presses a notice, and when a push service changes a subscription: neither can be made to happen
 * in a browser from outside, so the very script runs here with a hand-written browser around it. It writes down what is asked of it.
 */
@Tag("slow")
class PushWorkerIT {
    private static final String WORKER = "/META-INF/resources/js/parley-push-worker.js";

    /** {@code tell(kind, event)} has the worker's listener run to its end, and answers with all that it did. */
    private static final String BROWSER = """
            source => {
              const listeners = {}, did = [], waits = [];
              const pages = [];
              const self = {
                location: { origin: "https://lab.example" },
                addEventListener: (kind, listener) => { listeners[kind] = listener; },
                skipWaiting: () => did.push("skipWaiting"),
                registration: {
                  showNotification: async (title, options) => did.push(`show ${title} | ${options.body} | ${options.tag} | ${options.data}`),
                  pushManager: { subscribe: async options => { did.push(`subscribe ${options.key}`); return { endpoint: "again" }; } } },
                clients: {
                  matchAll: async wanted => { did.push(`match ${wanted.type} ${wanted.includeUncontrolled}`); return pages; },
                  openWindow: async address => did.push(`open ${address}`) } };
              const fetch = async (address, sent) => did.push(`${sent.method} ${address} ${sent.headers["Content-Type"]} ${sent.body}`);
              new Function("self", "fetch", source)(self, fetch);
              window.open_ = address => pages.push({ url: address, focus: async () => did.push(`focus ${address}`) });
              window.tell = async (kind, event) => {
                did.length = 0;
                waits.length = 0;
                listeners[kind]({ ...event, waitUntil: wait => waits.push(wait) });
                await Promise.all(waits);
                return did;
              };
              window.press = data => tell("notificationclick", { notification: { data, close: () => did.push("close") } });
            }""";

    private final Browser browser = new Browser();
    private final Page page = browser.page();

    @BeforeEach
    void loadWorker() throws IOException {
        try (InputStream script = requireNonNull(PushWorkerIT.class.getResourceAsStream(WORKER))) {
            page.evaluate(BROWSER, new String(script.readAllBytes(), UTF_8));
        }
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void pressedNoticeOpensItsPageWhereNoneIsOpen() {
        page.evaluate("open_('https://lab.example/asks/2')");

        assertThat(press("/asks/1")).containsExactly("close", "match window true", "open https://lab.example/asks/1");
    }

    @Test
    void pressedNoticeBringsItsOwnPageToTheFront() {
        page.evaluate("open_('https://lab.example/asks/2')");
        page.evaluate("open_('https://lab.example/asks/1')");

        assertThat(press("/asks/1")).containsExactly("close", "match window true", "focus https://lab.example/asks/1");
    }

    @Test
    void pressedNoticeLeadsNowhereButToThisSite() {
        assertThat(press("https://elsewhere.example/asks/1")).containsExactly("close");
        assertThat(press("//elsewhere.example/asks/1")).containsExactly("close");
    }

    @Test
    void whatThePushServiceOffersInsteadIsTold() {
        assertThat(changed(Map.of("newSubscription", Map.of("endpoint", "fresh"))))
                .containsExactly("POST /api/v1/push/browsers application/json {\"endpoint\":\"fresh\"}");
    }

    @Test
    void whereNothingIsOfferedTheBrowserSubscribesAnewWithTheSameKey() {
        assertThat(changed(Map.of("oldSubscription", Map.of("options", Map.of("key", "k1")))))
                .containsExactly(
                        "subscribe k1", "POST /api/v1/push/browsers application/json {\"endpoint\":\"again\"}");
    }

    @Test
    void browserThatKnowsOfNoSubscriptionTellsNothing() {
        assertThat(changed(Map.of())).isEmpty();
    }

    private List<String> press(String link) {
        return words(page.evaluate("link => press(link)", link));
    }

    private List<String> changed(Map<String, ?> event) {
        return words(page.evaluate("event => tell('pushsubscriptionchange', event)", event));
    }

    private static List<String> words(Object told) {
        return ((List<?>) told).stream().map(String::valueOf).toList();
    }
}
