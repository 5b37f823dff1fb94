package dev.parley.platform.rig;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Somebody who keeps asking, changes their mind now and then, and votes on what came of it. Remembers what was
 * acknowledged, and only that: a request without an answer promised nothing.
 */
public final class Person implements AutoCloseable {
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final double WITHDRAWS = 0.12;
    private static final double VOTES = 0.4;
    private static final int LONGEST_THOUGHT_MS = 2500;

    private final Api api;
    private final Wish wish;
    private final Random random;
    private final int meanPauseMs;
    private final List<String> asked = new ArrayList<>();
    private final ConcurrentMap<String, Boolean> acknowledged = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Boolean> withdrawn = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, String> votes = new ConcurrentHashMap<>();
    private final AtomicInteger notAcknowledged = new AtomicInteger();
    private final CountDownLatch enough = new CountDownLatch(1);
    private final Thread thread;

    /** What somebody asks for, again and again with another seed. */
    public record Wish(String instruction, String scene, String policy) {
        /** Runs on a synthetic station within two seconds. */
        public static final Wish COUNT = new Wish("count", SyntheticBody.SCENE, SyntheticBody.POLICY);

        /** Runs on a simulator worker for some ten seconds, with video. */
        public static final Wish MOVE_A_CUBE =
                new Wish("put the red cube in the blue bowl", "blocks-and-bowls", "tabletop-bc");
    }

    /** Begins at once. */
    public Person(URI server, Wish wish, int meanPauseMs, Random random) throws InterruptedException {
        this.api = new Api(server);
        this.wish = wish;
        this.meanPauseMs = meanPauseMs;
        this.random = random;
        thread = Thread.ofVirtual().name("person").start(this::live);
    }

    /** Ids of the prompts that were answered with 201. */
    public List<String> acknowledged() {
        return List.copyOf(acknowledged.keySet());
    }

    /** Those whose withdrawal was confirmed. */
    public List<String> withdrawn() {
        return List.copyOf(withdrawn.keySet());
    }

    /** Episode and the last vote that was confirmed. */
    public Map<String, String> votes() {
        return Map.copyOf(votes);
    }

    /** Requests that were refused, failed, or never answered. */
    public int notAcknowledged() {
        return notAcknowledged.get();
    }

    /** Asks nothing more; returns when the last answer is in. */
    @Override
    public void close() throws InterruptedException {
        enough.countDown();
        thread.join();
        api.close();
    }

    private void live() {
        try {
            while (!enough.await(random.nextInt(2 * meanPauseMs), TimeUnit.MILLISECONDS)) {
                ask();
                if (random.nextDouble() < VOTES && !asked.isEmpty()) {
                    vote(asked.get(random.nextInt(asked.size())));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask() throws InterruptedException {
        Api.Answer answer = api.post(
                "prompts",
                Map.of(
                        "instruction", wish.instruction(),
                        "sceneId", wish.scene(),
                        "policyId", wish.policy(),
                        "seed", Long.toUnsignedString(random.nextLong())));
        if (answer.status() != CREATED) {
            notAcknowledged.incrementAndGet();
            return;
        }
        String id = answer.body().path("id").asText();
        acknowledged.put(id, true);
        asked.add(id);
        if (random.nextDouble() < WITHDRAWS
                && !enough.await(random.nextInt(LONGEST_THOUGHT_MS), TimeUnit.MILLISECONDS)) {
            withdraw(id);
        }
    }

    private void withdraw(String id) throws InterruptedException {
        Api.Answer answer = api.delete("prompts/" + id);
        if (answer.status() == OK && answer.body().path("state").asText().equals("WITHDRAWN")) {
            withdrawn.put(id, true);
        }
    }

    private void vote(String prompt) throws InterruptedException {
        for (JsonNode episode : api.get("prompts/" + prompt).body().path("episodes")) {
            String id = episode.path("id").asText();
            if (episode.path("state").asText().equals("TERMINATED") && !votes.containsKey(id)) {
                String success = random.nextBoolean() ? "yes" : "no";
                int status = api.post("episodes/" + id + "/votes", Map.of("success", success))
                        .status();
                if (status == OK || status == CREATED || status == 204) {
                    votes.put(id, success);
                }
            }
        }
    }
}
