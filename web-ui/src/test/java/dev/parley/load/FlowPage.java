package dev.parley.load;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Ask page as a browser opens it, over Flow's own protocol: a session on the server, a UI, its push WebSocket, typed
 * text and a press of the button. Only the drawing is missing.
 */
final class FlowPage implements AutoCloseable {
    private static final Pattern KEY = Pattern.compile("\"Vaadin-Security-Key\":\"([^\"]+)\"");
    private static final Pattern PUSH = Pattern.compile("\"Vaadin-Push-ID\":\"([^\"]+)\"");
    private static final Pattern UI = Pattern.compile("\"v-uiId\":(\\d+)");
    private static final Pattern BUTTON =
            Pattern.compile("\"node\":(\\d+),\"type\":\"put\",\"key\":\"id\",\"feat\":3,\"value\":\"ask-button\"");
    private static final Pattern BOX =
            Pattern.compile("\"node\":(\\d+),\"type\":\"put\",\"key\":\"id\",\"feat\":3,\"value\":\"prompt-text\"");
    private static final Pattern ASK = Pattern.compile("asks/([0-9a-f-]{36})");
    private static final Pattern SYNC = Pattern.compile("\"syncId\":(\\d+)");
    private static final long WITHIN_S = 60;

    private final Visit visit;
    private final Latencies latencies;
    private final String key;
    private final String ui;
    private final WebSocket push;
    private final AtomicInteger sync;
    private final CompletableFuture<String> box;
    private final CompletableFuture<String> button;
    private final CompletableFuture<String> asked;

    private FlowPage(
            Visit visit,
            Latencies latencies,
            String key,
            String ui,
            WebSocket push,
            AtomicInteger sync,
            CompletableFuture<String> box,
            CompletableFuture<String> button,
            CompletableFuture<String> asked) {
        this.visit = visit;
        this.latencies = latencies;
        this.key = key;
        this.ui = ui;
        this.push = push;
        this.sync = sync;
        this.box = box;
        this.button = button;
        this.asked = asked;
    }

    /** Loads the page and waits until its form is there. */
    static FlowPage open(Visit visit, Latencies latencies) throws Exception {
        long started = System.nanoTime();
        visit.get("flow page", "/");
        String init = visit.get("flow init", "/?v-r=init&location=&query=").body();
        String key = found(KEY, init);
        String ui = found(UI, init);
        CompletableFuture<String> box = new CompletableFuture<>();
        CompletableFuture<String> button = new CompletableFuture<>();
        CompletableFuture<String> asked = new CompletableFuture<>();
        AtomicInteger sync = new AtomicInteger();
        WebSocket push = visit.socket(
                "flow push open",
                "/VAADIN/push?v-r=push&v-uiId=" + ui + "&v-pushId=" + found(PUSH, init)
                        + "&X-Atmosphere-tracking-id=0&X-Atmosphere-Framework=4.0.1&X-Atmosphere-Transport=websocket"
                        + "&X-Atmosphere-TrackMessageSize=true&X-atmo-protocol=true&Content-Type="
                        + URLEncoder.encode("application/json; charset=UTF-8", StandardCharsets.UTF_8),
                text -> {
                    heard(text, sync);
                    look(BOX, text, box);
                    look(BUTTON, text, button);
                    look(ASK, text, asked);
                });
        FlowPage page = new FlowPage(visit, latencies, key, ui, push, sync, box, button, asked);
        String first = visit.post(
                        "flow navigate",
                        "/?v-r=uidl&v-uiId=" + ui,
                        "{\"csrfToken\":\"" + key
                                + "\",\"rpc\":[{\"type\":\"event\",\"node\":1,\"event\":\"ui-navigate\","
                                + "\"data\":{\"route\":\"/\",\"query\":\"\",\"appShellTitle\":\"\",\"historyState\":{\"idx\":0},"
                                + "\"trigger\":\"\"}}],\"syncId\":0,\"clientId\":0}")
                .body();
        heard(first, sync);
        look(BOX, first, box);
        look(BUTTON, first, button);
        page.await(box, "the text box");
        page.await(button, "the button");
        latencies.took("flow form there", started);
        return page;
    }

    /** Types and sends; returns the prompt's id once the page goes there. */
    String ask(String words) throws Exception {
        long started = System.nanoTime();
        String sent = "{\"csrfToken\":\"" + key + "\",\"rpc\":[{\"type\":\"mSync\",\"node\":" + box.join()
                + ",\"feature\":1,\"property\":\"value\",\"value\":\"" + words + "\"},{\"type\":\"event\",\"node\":"
                + box.join() + ",\"event\":\"change\",\"data\":{}},{\"type\":\"event\",\"node\":" + button.join()
                + ",\"event\":\"click\",\"data\":{\"event.shiftKey\":false,\"event.metaKey\":false,\"event.detail\":1,"
                + "\"event.ctrlKey\":false,\"event.clientX\":1,\"event.clientY\":1,\"event.altKey\":false,"
                + "\"event.button\":0,\"event.screenY\":1,\"event.screenX\":1}}],\"syncId\":" + sync.get()
                + ",\"clientId\":1}";
        look(ASK, visit.post("flow press", "/?v-r=uidl&v-uiId=" + ui, sent).body(), asked);
        String id = await(asked, "the answer to an ask");
        latencies.took("flow ask, durable", started);
        return id;
    }

    private String await(CompletableFuture<String> something, String what) throws Exception {
        try {
            return something.get(WITHIN_S, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            latencies.failed("flow", what + " did not come");
            throw new IOException(what + " did not come", e);
        }
    }

    /** The number of the server's last message, which the next of ours has to name. */
    private static void heard(String text, AtomicInteger sync) {
        Matcher number = SYNC.matcher(text);
        while (number.find()) {
            sync.accumulateAndGet(Integer.parseInt(number.group(1)), Math::max);
        }
    }

    private static void look(Pattern pattern, String text, CompletableFuture<String> found) {
        Matcher matcher = pattern.matcher(text);
        if (matcher.find()) {
            found.complete(matcher.group(1));
        }
    }

    private static String found(Pattern pattern, String text) throws IOException {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IOException("no " + pattern + " in Flow's answer");
        }
        return matcher.group(1);
    }

    /** As a browser that leaves the page tells the server. */
    @Override
    public void close() throws IOException, InterruptedException {
        push.abort();
        visit.post(
                "flow leave",
                "/?v-r=uidl&v-uiId=" + ui,
                "{\"csrfToken\":\"" + key + "\",\"rpc\":[],\"UNLOAD\":true,\"syncId\":" + sync.get()
                        + ",\"clientId\":2}");
    }
}
