package dev.parley.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A person lets two policies try it, watches both, votes with the keyboard, is told, and checks the draw. Meanwhile this hunts for leaks:
 * whatever the browser gets and whatever REST answers is kept, and before the vote it must hold nothing that tells the two apart.
 */
@Tag("slow")
class CompareIT {
    private static final double LONG_MS = 480_000;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern EPISODE =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

    /** Words of verdicts, endings and speed that only a policy's own record would hold. */
    private static final List<String> TELLING = List.of(
            "\"SUCCESS\"",
            "\"FAILURE\"",
            "TASK_DONE",
            "STEP_LIMIT",
            "TERMINATED",
            "TRUNCATED",
            "infer_ms",
            "inferMs",
            "executionProfile",
            "policyVersion",
            "endReason",
            "resetSeconds");

    /** One thing that went to a browser. */
    private record Heard(String url, String text) {}

    @Test
    void personComparesTwoPoliciesBlindAndIsToldAfterTheVote(@TempDir Path data) throws Exception {
        try (Platform platform = Platform.start(data);
                Browser browser = new Browser()) {
            Page page = browser.page();
            page.navigate(platform.url().toString());
            page.fill("#prompt-text", "put the red cube in the blue bowl");
            page.waitForSelector("#two-policies");
            assertThat(page.getAttribute("#two-policies", "role")).isEqualTo("switch");
            page.click("#two-policies");
            page.waitForSelector("#two-policies[aria-checked=true]");
            browser.screenshots("compare-ask");
            assertThat(browser.overflowOnAPhonePx()).isZero();
            page.click("#ask-button");
            browser.agree();
            page.waitForURL(Pattern.compile(".*/compare/.*"));
            String id = page.url().replaceAll(".*/compare/", "");
            Set<String> secrets = secrets(platform);

            // From here on everything counts; the page of asking rightly names the policies there are.
            List<Heard> heard = new CopyOnWriteArrayList<>();
            List<Request> finished = new CopyOnWriteArrayList<>();
            listen(page, heard, finished);
            page.reload();
            page.waitForSelector("#compare-waiting:not([hidden])");
            String commitment = page.textContent("#commitment").strip();
            assertThat(commitment).matches("[0-9a-f]{64}");
            browser.screenshots("compare-waiting");
            assertThat(browser.overflowOnAPhonePx()).isZero();
            page.waitForSelector("#compare-vote:not([hidden])", new Page.WaitForSelectorOptions().setTimeout(LONG_MS));
            assertThat(page.isDisabled("#choice-left")).isTrue();
            page.keyboard().press("1");
            page.click("[data-rate='2']");
            page.click("#compare-play");
            page.waitForSelector("#choice-left:not([disabled])", new Page.WaitForSelectorOptions().setTimeout(LONG_MS));
            browser.screenshots("compare-vote");
            assertThat(browser.overflowOnAPhonePx()).isZero();

            List<Heard> others = restOfAStranger(platform, id);
            bodies(finished, heard);
            noLeak(heard, secrets);
            noLeak(others, secrets);
            nothingAnswersForTheSealed(data, platform, others);

            page.click("[data-why='came closer']");
            int before = heard.size();
            page.keyboard().press("1");
            page.waitForSelector("#compare-told:not([hidden])");
            page.waitForSelector("#draw-checked:has-text('has the fingerprint')");
            page.waitForSelector("#compare-next");
            browser.screenshots("compare-told");
            assertThat(browser.overflowOnAPhonePx()).isZero();
            String draw = page.textContent("#draw-text");
            assertThat(sha256(draw)).isEqualTo(commitment);
            bodies(finished, heard);
            String told = String.join(
                    "\n",
                    heard.subList(before, heard.size()).stream()
                            .map(Heard::text)
                            .toList());
            Matcher first = Pattern.compile("first (\\S+) ([0-9a-f]{64})").matcher(draw);
            Matcher second = Pattern.compile("second (\\S+) ([0-9a-f]{64})").matcher(draw);
            assertThat(first.find() && second.find()).isTrue();
            // The hunt can find: what was nowhere before is there now.
            assertThat(told).contains(token(first.group(1)), first.group(2), token(second.group(1)), second.group(2));
            assertThat(secrets)
                    .contains(token(first.group(1)), first.group(2), token(second.group(1)), second.group(2));
            assertThat(first.group(2)).isNotEqualTo(second.group(2));

            // Somebody else is not told by that vote.
            noLeak(restOfAStranger(platform, id), secrets);
            page.reload();
            page.waitForSelector("#compare-told:not([hidden])");
            assertThat(browser.errors()).isEmpty();
        }
    }

    /** Names, titles and digests of every policy there is. */
    private static Set<String> secrets(Platform platform) throws Exception {
        Set<String> secrets = new TreeSet<>();
        for (JsonNode policy : json(get(platform, "api/v1/policies"))) {
            secrets.add(token(policy.path("id").asText()));
            secrets.add(token(policy.path("title").asText()));
            secrets.add(policy.path("digest").asText());
        }
        assertThat(secrets.size()).isGreaterThan(3);
        return secrets;
    }

    /** A single plain word stands in many texts; as a value it stands in quotes. */
    private static String token(String name) {
        return name.matches("\\p{Alpha}+") ? "\"" + name + "\"" : name;
    }

    /** The first piece of news of an event stream, which begins with how things are. */
    private static Heard firstNews(Platform platform, String path) throws Exception {
        try (var client = java.net.http.HttpClient.newHttpClient()) {
            var answer = client.send(
                    java.net.http.HttpRequest.newBuilder(platform.url().resolve(path))
                            .header("Accept", "text/event-stream")
                            .build(),
                    java.net.http.HttpResponse.BodyHandlers.ofInputStream());
            try (var lines =
                    new java.io.BufferedReader(new java.io.InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
                String line = lines.readLine();
                while (line != null && !line.startsWith("data:")) {
                    line = lines.readLine();
                }
                return new Heard(path, String.valueOf(line));
            } finally {
                client.shutdownNow();
            }
        }
    }

    private static void listen(Page page, List<Heard> heard, List<Request> finished) {
        page.onResponse(response -> heard.add(new Heard(response.url(), head(response))));
        page.onRequestFinished(finished::add);
        page.onConsoleMessage(message -> heard.add(new Heard("console", message.text())));
        page.onWebSocket(socket -> {
            heard.add(new Heard(socket.url(), ""));
            socket.onFrameReceived(frame -> heard.add(new Heard(
                    socket.url(),
                    frame.text() == null ? new String(frame.binary(), StandardCharsets.ISO_8859_1) : frame.text())));
        });
    }

    private static String head(Response response) {
        return response.status() + "\n" + response.headers();
    }

    /** What the answers of all that has finished by now held; each is read once. */
    private static void bodies(List<Request> finished, List<Heard> heard) {
        List<Request> now = List.copyOf(finished);
        finished.removeAll(now);
        now.forEach(request -> body(request, heard));
    }

    private static void body(Request request, List<Heard> heard) {
        try {
            Response response = request.response();
            if (response != null && response.status() != 304 && response.status() != 204) {
                heard.add(new Heard(request.url(), new String(response.body(), StandardCharsets.ISO_8859_1)));
            }
        } catch (com.microsoft.playwright.PlaywrightException e) {
            // A video's pieces are not kept by the browser; they are fetched whole by restOfAStranger.
            heard.add(new Heard(request.url(), ""));
        }
    }

    /** What anybody with another cookie than the voter's gets of it, the replays' bytes included. */
    private static List<Heard> restOfAStranger(Platform platform, String id) throws Exception {
        List<Heard> heard = new ArrayList<>();
        String stranger = json(post(platform, "api/v1/guests")).path("token").asText();
        for (String side : List.of("left", "right")) {
            Heard replay = get(platform, "api/v1/comparisons/" + id + "/" + side + ".mp4", stranger);
            assertThat(replay.text()).contains("video/mp4", "private");
            heard.add(replay);
        }
        Heard comparison = get(platform, "api/v1/comparisons/" + id);
        heard.add(comparison);
        String prompt = json(comparison).path("promptId").asText();
        for (String path : List.of(
                "api/v1/comparisons",
                "api/v1/comparisons/" + id + "/draw",
                "api/v1/comparisons/" + id + "/left.mp4",
                "api/v1/comparisons/" + id + "/right.mp4",
                "api/v1/prompts/" + prompt,
                "api/v1/episodes?limit=100",
                "api/v1/queue",
                "compare/" + id,
                "live")) {
            heard.add(get(platform, path));
        }
        heard.add(firstNews(platform, "api/v1/episodes/events"));
        heard.add(firstNews(platform, "api/v1/prompts/" + prompt + "/events"));
        return heard;
    }

    /** The two ids, from the platform's own folder of artifacts, and that nothing public answers for them. */
    private static void nothingAnswersForTheSealed(Path data, Platform platform, List<Heard> known) throws Exception {
        Set<String> found = new TreeSet<>();
        try (var files = java.nio.file.Files.walk(data.resolve("artifacts"))) {
            files.map(Path::toString).filter(path -> path.endsWith("main.mp4")).forEach(path -> {
                Matcher id = EPISODE.matcher(path);
                while (id.find()) {
                    found.add(id.group());
                }
            });
        }
        assertThat(found).isNotEmpty();
        // It names the policies that one can filter by, and so only the ids are looked for.
        Heard explore = get(platform, "explore");
        for (String episode : found) {
            assertThat(explore.text()).doesNotContain(episode);
            assertThat(firstNews(platform, "api/v1/episodes/events?episode=" + episode)
                            .text())
                    .doesNotContain("TERMINATED", "TRUNCATED", "ABORTED");
            known.forEach(each -> assertThat(each.text()).doesNotContain(episode));
            for (String part :
                    List.of("", "/steps", "/notes", "/recordings/main.mp4", "/poster/main.jpg", "/votes/own")) {
                Heard answer = get(platform, "api/v1/episodes/" + episode + part);
                TELLING.forEach(word -> assertThat(answer.text()).doesNotContain(word));
            }
            assertThat(get(platform, "episodes/" + episode).text()).contains("Blind comparison");
        }
    }

    private static void noLeak(List<Heard> heard, Set<String> secrets) {
        assertThat(heard).isNotEmpty();
        for (Heard each : heard) {
            for (String secret : secrets) {
                assertThat(each.url() + "\n" + each.text()).as(each.url()).doesNotContain(secret);
            }
            if (!each.url().contains("/js/") && !each.url().contains("/css/")) {
                TELLING.forEach(word -> assertThat(each.text()).as(each.url()).doesNotContain(word));
            }
        }
    }

    /** What was answered, behind the line of its headers. */
    private static JsonNode json(Heard answer) throws Exception {
        return JSON.readTree(answer.text().substring(answer.text().indexOf('\n') + 1));
    }

    private static Heard get(Platform platform, String path) throws Exception {
        return send(platform, path, java.net.http.HttpRequest.newBuilder());
    }

    private static Heard get(Platform platform, String path, String guest) throws Exception {
        return send(platform, path, java.net.http.HttpRequest.newBuilder().header("X-Parley-Guest", guest));
    }

    private static Heard post(Platform platform, String path) throws Exception {
        return send(
                platform,
                path,
                java.net.http.HttpRequest.newBuilder().POST(java.net.http.HttpRequest.BodyPublishers.noBody()));
    }

    private static Heard send(Platform platform, String path, java.net.http.HttpRequest.Builder request)
            throws Exception {
        var client = java.net.http.HttpClient.newBuilder()
                .followRedirects(java.net.http.HttpClient.Redirect.NORMAL)
                .build();
        var answer = client.send(
                request.uri(platform.url().resolve(path)).build(),
                java.net.http.HttpResponse.BodyHandlers.ofByteArray());
        return new Heard(
                platform.url().resolve(path).toString(),
                answer.headers().map() + "\n" + new String(answer.body(), StandardCharsets.ISO_8859_1));
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
