package dev.parley.load;

import java.io.IOException;
import java.net.http.WebSocket;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody who looks: at the list with its live stills, or at one episode live with its numbers, then at its end. */
final class Watcher {
    private static final Pattern RUNNING =
            Pattern.compile("src=\"/api/v1/episodes/([0-9a-f-]{36})/poster/([^\"]+)\"[^>]* live>");
    private static final Pattern ENDED = Pattern.compile("data-episode=\"([0-9a-f-]{36})\"");
    private static final int LOOKS_A_VISIT = 15;
    private static final long SECOND_MS = 1000;

    private final Visit visit;
    private final Random random;
    private final boolean stays;
    private final BooleanSupplier over;

    /** @param stays whether it opens one running episode rather than the list */
    Watcher(Visit visit, Random random, boolean stays, BooleanSupplier over) {
        this.visit = visit;
        this.random = random;
        this.stays = stays;
        this.over = over;
    }

    void watch() throws InterruptedException {
        while (!over.getAsBoolean()) {
            try {
                String list = page("/explore");
                Optional<String> running = found(RUNNING, list, 1);
                if (stays && running.isPresent()) {
                    episode(running.get());
                } else {
                    list(list);
                }
            } catch (IOException e) {
                // Counted where it happened; a person would try again.
                Thread.sleep(SECOND_MS);
            }
        }
    }

    private String lastList = "";

    private String page(String path) throws IOException, InterruptedException {
        Visit.Answer answer = visit.get("page " + (path.equals("/explore") ? "explore" : "episode"), path);
        if (path.equals("/explore") && answer.status() == 200) {
            lastList = answer.body();
        }
        return answer.status() == 304 ? lastList : answer.body();
    }

    private void list(String list) throws IOException, InterruptedException {
        CompletableFuture<?> news = visit.follow("news first event", "/api/v1/episodes/events", data -> {});
        try {
            Optional<String> running = found(RUNNING, list, 1);
            for (int look = 0; look < LOOKS_A_VISIT; look++) {
                if (running.isPresent()) {
                    poster(running.get());
                }
                pause();
            }
        } finally {
            news.cancel(true);
        }
        Optional<String> ended = found(ENDED, list, 1);
        if (ended.isPresent() && random.nextInt(3) == 0) {
            page("/episodes/" + ended.get());
            visit.get("verdict, not voted", "/episodes/" + ended.get() + "/verdict");
            pause();
        }
    }

    private void episode(String id) throws IOException, InterruptedException {
        page("/episodes/" + id);
        CompletableFuture<Void> over = new CompletableFuture<>();
        CompletableFuture<?> news = visit.follow("news first event", "/api/v1/episodes/events?episode=" + id, data -> {
            if (data.contains("TERMINATED")
                    || data.contains("TRUNCATED")
                    || data.contains("ABORTED")
                    || data.contains("LOST")) {
                over.complete(null);
            }
        });
        WebSocket readouts = visit.socket("readouts first frame", "/api/v1/episodes/" + id + "/readouts", frame -> {});
        try {
            for (int look = 0; look < LOOKS_A_VISIT * 2 && !over.isDone(); look++) {
                poster(id);
                pause();
            }
        } finally {
            news.cancel(true);
            readouts.abort();
        }
        Thread.sleep(random.nextInt(300));
        page("/episodes/" + id);
        visit.get("verdict, not voted", "/episodes/" + id + "/verdict");
    }

    private void poster(String id) throws IOException, InterruptedException {
        visit.get("poster", "/api/v1/episodes/" + id + "/poster/main.jpg?t=" + System.currentTimeMillis() / SECOND_MS);
    }

    private void pause() throws InterruptedException {
        Thread.sleep(SECOND_MS - 100 + random.nextInt(200));
    }

    private static Optional<String> found(Pattern pattern, String text, int group) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(group)) : Optional.empty();
    }
}
