package dev.parley.load;

import java.io.IOException;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Somebody who acts: opens Ask in a Flow session of their own, asks through it, follows the prompt, withdraws it, judges an
 * older episode, and begins again. Withdrawing and judging go by REST, as the public page of an episode does it.
 */
final class Person {
    private static final Pattern ENDED = Pattern.compile("data-episode=\"([0-9a-f-]{36})\"");
    private static final Pattern VERSION = Pattern.compile("\"version\":\"([^\"]+)\"");
    private static final String[] WORDS = {
        "put the red cube in the blue bowl", "put the green cube in the orange bowl", "push everything to the left"
    };
    private static final String[] VOTES = {"yes", "partly", "no"};

    private final Visit visit;
    private final Latencies latencies;
    private final Random random;
    private final BooleanSupplier over;
    private boolean agreed;

    Person(Visit visit, Latencies latencies, Random random, BooleanSupplier over) {
        this.visit = visit;
        this.latencies = latencies;
        this.random = random;
        this.over = over;
    }

    void act() throws InterruptedException {
        while (!over.getAsBoolean()) {
            try (FlowPage ask = FlowPage.open(visit, latencies)) {
                agree();
                think(4, 8);
                String prompt = ask.ask(WORDS[random.nextInt(WORDS.length)]);
                CompletableFuture<?> events =
                        visit.follow("prompt first event", "/api/v1/prompts/" + prompt + "/events", data -> {});
                think(15, 30);
                events.cancel(true);
                visit.delete("withdraw", "/api/v1/prompts/" + prompt);
                vote();
                think(2, 6);
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                // Counted where it happened; a person would try again.
                think(2, 4);
            }
        }
    }

    /** Once, as the dialog does before the first ask; with the cookie that the page has set. */
    private void agree() throws IOException, InterruptedException {
        if (agreed) {
            return;
        }
        Matcher version =
                VERSION.matcher(visit.get("consent", "/api/v1/consent").body());
        if (version.find()) {
            visit.put(
                    "agree",
                    "/api/v1/consent",
                    "{\"version\":\"" + version.group(1) + "\",\"publish\":true,\"training\":false,\"ageOk\":true}");
            agreed = true;
        }
    }

    private void vote() throws IOException, InterruptedException {
        Matcher ended =
                ENDED.matcher(visit.get("page explore", "/explore?state=ended").body());
        if (ended.find()) {
            visit.post(
                    "vote",
                    "/api/v1/episodes/" + ended.group(1) + "/votes",
                    "{\"success\":\"" + VOTES[random.nextInt(VOTES.length)] + "\"}");
            visit.get("verdict, voted", "/episodes/" + ended.group(1) + "/verdict");
        }
    }

    private void think(int fromSeconds, int toSeconds) throws InterruptedException {
        Thread.sleep(1000L * fromSeconds + random.nextInt(1000 * (toSeconds - fromSeconds)));
    }
}
