package dev.parley.gateway.chain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Attacks on some surfaces side by side, each by one attacker whose inputs come from a seed. */
final class Attackers {
    private final HostileFrames frames;
    private final HostileRequests requests;

    enum Surface {
        CONTROL,
        TELEMETRY,
        SDP,
        UPLOAD,
        REST,
        HANDSHAKE
    }

    /** @param refused answers that were a refusal, and connections that the server closed */
    record Tally(long attacks, long refused) {}

    Attackers(HostileFrames frames, HostileRequests requests) {
        this.frames = frames;
        this.requests = requests;
    }

    /**
     * Attacks them all for so long.
     *
     * @throws AssertionError naming the attack and the seed that replays it, if one got what it must not get
     */
    Map<Surface, Tally> attack(List<Surface> surfaces, long seed, Duration duration) throws InterruptedException {
        Map<Surface, Tally> tallies = new LinkedHashMap<>();
        try (ExecutorService attackers = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("attacker-", 0).factory())) {
            List<Future<Tally>> running = new ArrayList<>();
            for (Surface surface : surfaces) {
                running.add(attackers.submit(() -> attack(surface, seed, duration)));
            }
            for (int i = 0; i < surfaces.size(); i++) {
                tallies.put(surfaces.get(i), running.get(i).get());
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
        return tallies;
    }

    private Tally attack(Surface surface, long seed, Duration duration) {
        SplittableRandom random = new SplittableRandom(seed);
        long until = System.nanoTime() + duration.toNanos();
        long attacks = 0;
        long refused = 0;
        while (System.nanoTime() - until < 0) {
            try {
                refused += once(surface, new Garbage(random.split())) ? 1 : 0;
            } catch (Exception | AssertionError e) {
                throw new AssertionError(
                        "%s failed at attack %d; replay with -Dfuzz.surface=%s -Dfuzz.seed=%d"
                                .formatted(surface, attacks, surface, seed),
                        e);
            }
            attacks++;
        }
        return new Tally(attacks, refused);
    }

    private boolean once(Surface surface, Garbage garbage) throws Exception {
        return switch (surface) {
            case CONTROL -> frames.control(garbage);
            case TELEMETRY -> frames.telemetry(garbage);
            case SDP -> requests.sdp(garbage);
            case UPLOAD -> requests.upload(garbage);
            case REST -> requests.rest(garbage);
            case HANDSHAKE -> requests.handshake(garbage);
        };
    }
}
