package dev.parley.platform;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A real Chromium with one visitor in it. */
final class Browser implements AutoCloseable {
    private static final int WIDE_PX = 1280;
    private static final int PHONE_PX = 390;
    private static final int HEIGHT_PX = 900;
    private static final int FIRST_FAILURE = 400;
    private static final int GONE = 404;
    private static final double ANSWER_WITHIN_MS = 90_000;
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    /** What it says of itself: answers are looked at below, and a window that keeps nothing is told of pages alone. */
    private static final List<String> OF_THE_BROWSER =
            List.of("Failed to load resource", "Chrome currently does not support the Push API in incognito mode");

    private final Playwright playwright;
    private final BrowserContext context;
    private final Page page;
    private final List<String> errors = new CopyOnWriteArrayList<>();

    Browser() {
        this(new NewContextOptions());
    }

    /** For a reader who has switched scripts off. */
    static Browser withoutScripts() {
        return new Browser(new NewContextOptions().setJavaScriptEnabled(false));
    }

    /** For a tester who brings a script of their own, which the pages' policy would keep out. */
    static Browser with(String script) {
        Browser browser = new Browser(new NewContextOptions().setBypassCSP(true));
        browser.context.addInitScript(script);
        return browser;
    }

    private Browser(NewContextOptions options) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        context = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium())
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--autoplay-policy=no-user-gesture-required")))
                .newContext(options.setViewportSize(WIDE_PX, HEIGHT_PX));
        page = context.newPage();
        page.setDefaultTimeout(ANSWER_WITHIN_MS);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && OF_THE_BROWSER.stream().noneMatch(message.text()::startsWith)) {
                errors.add(message.text());
            }
        });
        page.onPageError(errors::add);
        page.onResponse(response -> {
            if (response.status() >= FIRST_FAILURE && !isOnlyLate(response)) {
                errors.add(response.status() + " " + response.url());
            }
        });
    }

    /** A live session that its episode has ended already answers 404. */
    private static boolean isOnlyLate(Response response) {
        return response.status() == GONE && response.url().contains("/live/");
    }

    private static Path chromium() {
        @Nullable String given = System.getenv("PARLEY_CHROMIUM");
        Path chromium = Path.of(given == null ? "/usr/bin/chromium" : given);
        if (!Files.isExecutable(chromium)) {
            throw new IllegalStateException("These tests need Chromium at " + chromium + " or at PARLEY_CHROMIUM");
        }
        return chromium;
    }

    Page page() {
        return page;
    }

    /** Ticks what has to be ticked in the dialog that stands before the first ask, vote or upload, and goes on. */
    void agree() {
        page.waitForSelector("#consent-agree");
        page.check("#consent-publish");
        page.check("#consent-ageOk");
        page.click("#consent-agree");
    }

    /** Notifications are allowed as soon as a page asks, and what is shown stands in {@code window.shown}, as title and text. */
    void allowNotifications(String origin) {
        context.grantPermissions(
                List.of("notifications"), new BrowserContext.GrantPermissionsOptions().setOrigin(origin));
        context.addInitScript("""
                window.shown = [];
                window.Notification = class extends window.Notification {
                  constructor(title, options) {
                    super(title, options);
                    window.shown.push(title + ' | ' + options.body);
                  }
                };""");
    }

    /**
     * Pages subscribe with this browser's own service of pushes, of which there is none here, and get this one.
     *
     * @param subscription as {@code PushSubscription.toJSON} writes it; the key that was subscribed with is kept in {@code
     *     localStorage.subscribedWith}
     */
    void subscribesTo(String subscription) {
        context.addInitScript("""
                const subscription = %s;
                const made = () => ({ toJSON: () => subscription, unsubscribe: async () => localStorage.removeItem("subscribedWith") });
                // Empty pages have none.
                if (window.PushManager) {
                  PushManager.prototype.subscribe = async wanted => {
                    localStorage.subscribedWith = btoa(String.fromCharCode(...wanted.applicationServerKey));
                    return made();
                  };
                  PushManager.prototype.getSubscription = async () => localStorage.subscribedWith ? made() : null;
                }""".formatted(subscription));
    }

    /** Hands over what a push service would, to the worker of that file; its page may be any of this site. */
    void deliver(String origin, String workerFile, String message) {
        CDPSession session = context.newCDPSession(page);
        try {
            CompletableFuture<String> registration = new CompletableFuture<>();
            session.on(
                    "ServiceWorker.workerRegistrationUpdated",
                    event -> event.getAsJsonArray("registrations").forEach(each -> {
                        JsonObject one = each.getAsJsonObject();
                        if ((origin + workerFile).startsWith(one.get("scopeURL").getAsString())) {
                            registration.complete(one.get("registrationId").getAsString());
                        }
                    }));
            session.send("ServiceWorker.enable");
            page.waitForCondition(registration::isDone);
            JsonObject push = new JsonObject();
            push.addProperty("origin", origin);
            push.addProperty("registrationId", registration.join());
            push.addProperty("data", message);
            session.send("ServiceWorker.deliverPushMessage", push);
        } finally {
            session.detach();
        }
    }

    /** The same pictures in the other theme. */
    void darkScreenshots(String name) {
        page.evaluate("document.documentElement.setAttribute('theme', 'dark')");
        screenshots(name + "-dark");
        page.evaluate("document.documentElement.removeAttribute('theme')");
    }

    /** As if the replica that held this visitor's page were gone. */
    void loseSession() {
        context.clearCookies(new BrowserContext.ClearCookiesOptions().setName("JSESSIONID"));
    }

    /** Before its server is killed, for {@link #waitUntilLoadedAgain}. */
    void rememberPage() {
        page.evaluate("window.before = true");
    }

    /** The remembered page loads itself again once a server is there; a navigation that met that might never end. */
    void waitUntilLoadedAgain(double withinMs) {
        page.waitForFunction(
                "window.before === undefined", null, new Page.WaitForFunctionOptions().setTimeout(withinMs));
    }

    /** Presses a link in one go: it may be drawn anew at any moment, and a press in two halves is lost by that. */
    void follow(String link) {
        page.dispatchEvent(link, "click");
    }

    /**
     * The next answer to an address with this in it is read by the page's browser and kept from its scripts until it is let go, as may
     * happen on any line: what is asked for later is answered first.
     */
    void keepBack(String address) {
        page.evaluate("""
                address => {
                  const real = window.fetch;
                  let kept;
                  window.keptBack = new Promise(done => { kept = done; });
                  window.fetch = async (path, options) => {
                    if (!String(path).includes(address)) return real(path, options);
                    window.fetch = real;
                    const answer = await real(path, options);
                    const text = await answer.text();
                    const gone = new Promise(done => { window.letGo = done; });
                    kept();
                    await gone;
                    return new Response(text, { status: answer.status });
                  };
                }""", address);
    }

    void waitUntilKeptBack() {
        page.evaluate("""
                () => Promise.race([
                  window.keptBack,
                  new Promise((kept, never) => setTimeout(() => never(new Error('nothing was asked for')), 60000)),
                ])""");
    }

    /** Comes back when scripts have had it and drawn what they make of it. */
    void letGo() {
        page.evaluate("""
                async () => {
                  window.letGo();
                  for (let turn = 0; turn < 3; turn++) await new Promise(done => setTimeout(done));
                }""");
    }

    /** What the console and scripts complained about. */
    List<String> errors() {
        return errors;
    }

    /** Pictures at the width of a desk and of a phone; the page is left wide. */
    void screenshots(String name) {
        screenshot(name, PHONE_PX);
        screenshot(name, WIDE_PX);
    }

    private void screenshot(String name, int widthPx) {
        page.setViewportSize(widthPx, HEIGHT_PX);
        picture(name + "-" + widthPx);
    }

    /** The screen as it is now. */
    void picture(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    /** In each theme and width, the way people have the page before them; it is left light and wide. */
    void eachLook(Consumer<String> look) {
        for (ColorScheme theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
            for (int widthPx : List.of(PHONE_PX, WIDE_PX)) {
                page.setViewportSize(widthPx, HEIGHT_PX);
                look.accept(theme.name().toLowerCase(Locale.ROOT) + " " + widthPx);
            }
        }
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    /** How many pixels the page is too wide for a phone; 0 is right. */
    int overflowOnAPhonePx() {
        page.setViewportSize(PHONE_PX, HEIGHT_PX);
        Object overflow = page.evaluate(
                "Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)");
        page.setViewportSize(WIDE_PX, HEIGHT_PX);
        return ((Number) overflow).intValue();
    }

    @Override
    public void close() {
        // The whole browser, which is ended if it does not end itself: a context alone waits for ever for a page that
        // does not answer.
        playwright.close();
    }
}
