package dev.parley.gateway.chain;

import dev.parley.contracts.wire.WireEncoding;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.prompt.PromptRequest;
import dev.parley.core.prompt.Prompts;
import dev.parley.core.station.StationKind;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.EpisodeOffer;
import dev.parley.station.v1.GatewayFrame;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * How long after its prompt was committed an offer reaches an idle station, at 50 prompts a second: through admission,
 * outbox, scheduler, gateway and a WebSocket. Prompts come by the clock, not by the answers, so that a stall is seen by
 * all whom it delays. Run by hand, never by {@code verify}.
 */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@TestProfile(OfferLatencyBench.WholeChain.class)
class OfferLatencyBench {
    private static final int PER_SECOND = 50;
    private static final int WARM_UP = 500;
    private static final int MEASURED = 1000;
    private static final int RUNS = 3;
    private static final int SLOTS = 64;

    @Inject
    Lab lab;

    @Inject
    Prompts prompts;

    @Inject
    Pool postgres;

    private final Map<Long, Long> askedAt = new ConcurrentHashMap<>();
    private final Map<Long, Long> committedAt = new ConcurrentHashMap<>();
    private final Map<Long, Long> offeredAt = new ConcurrentHashMap<>();

    /** Scheduler and gateway in one server, as by default; nothing runs out while it is measured. */
    public static final class WholeChain implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "parley.roles", "web,api,scheduler,gateway",
                    // The synthetic station sends no heartbeats.
                    "parley.scheduler.station-silent-after", "1000s",
                    "parley.scheduler.accept-within", "600s",
                    "parley.scheduler.retry-same-station-after", "900s",
                    "parley.gateway.assignment-sweep-every", "1s",
                    "parley.gateway.renew-every", "2s",
                    "parley.gateway.simulator.heartbeat-every", "5s",
                    "parley.gateway.simulator.controlled-stop-after", "900s",
                    "parley.gateway.simulator.lost-after", "1000s");
        }
    }

    @Test
    void promptToOffer() throws Exception {
        say(
                "host: %d processors, Java %s, load %.2f; PostgreSQL with fsync and synchronous_commit on",
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        Lab.Registered registered = lab.register(StationKind.SIMULATOR);
        Capabilities capabilities = Lab.capabilities(StationKind.SIMULATOR).toBuilder()
                .setSlots(SLOTS)
                .build();
        try (RawStation station = RawStation.control(registered, WireEncoding.BINARY)) {
            station.hello(capabilities);
            station.await(GatewayFrame::hasWelcome);
            Thread reader = Thread.ofPlatform().daemon().name("station").start(() -> read(station));
            long seed = ask(0, WARM_UP);
            for (int run = 0; run < RUNS; run++) {
                long from = seed;
                seed = ask(from, MEASURED);
                percentiles("prompt committed to offer, %d/s".formatted(PER_SECOND), from, seed, committedAt);
                percentiles("prompt asked to offer (admission included)", from, seed, askedAt);
            }
            reader.interrupt();
        }
        say("load at the end %.2f", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private long ask(long from, int count) throws InterruptedException {
        long began = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long due = began + i * 1_000_000_000L / PER_SECOND;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            long seed = from + i;
            askedAt.put(seed, due);
            submitted(seed)
                    .subscribe()
                    .with(prompt -> committedAt.put(seed, System.nanoTime()), failure -> say("refused: %s", failure));
        }
        long until = System.nanoTime() + 20_000_000_000L;
        while (offeredAt.size() < from + count && System.nanoTime() < until) {
            Thread.sleep(20);
        }
        return from + count;
    }

    private Uni<PromptData> submitted(long seed) {
        return prompts.submit(
                new PromptRequest(
                        Optional.of("put the red cube in the blue bowl"),
                        Optional.empty(),
                        Optional.of(Lab.SCENE),
                        Optional.empty(),
                        OptionalLong.of(seed)),
                Lab.someone());
    }

    /** Takes every offer, and ends it behind the scenes so that the station stays idle. */
    private void read(RawStation station) {
        List<UUID> arrived = new ArrayList<>();
        try {
            while (true) {
                byte[] frame = station.frames.take();
                long now = System.nanoTime();
                GatewayFrame message = (GatewayFrame) WireEncoding.BINARY
                        .decode(frame, GatewayFrame.newBuilder())
                        .build();
                if (message.hasEpisodeOffer()) {
                    EpisodeOffer offer = message.getEpisodeOffer();
                    offeredAt.put(offer.getSpec().getSeed(), now);
                    arrived.add(UUID.fromString(offer.getEpisodeId()));
                    if (arrived.size() == SLOTS / 4) {
                        free(arrived.toArray(UUID[]::new));
                        arrived.clear();
                    }
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } catch (dev.parley.contracts.wire.MalformedFrameException e) {
            throw new IllegalStateException(e);
        }
    }

    private void free(UUID[] offers) {
        postgres.preparedQuery(
                        "WITH ended AS (UPDATE assignment SET state = 'RELEASED' WHERE id = ANY ($1) RETURNING turn_id)"
                                + " UPDATE turn SET state = 'DONE' WHERE id IN (SELECT turn_id FROM ended)")
                .executeAndForget(Tuple.tuple().addArrayOfUUID(offers));
    }

    private void percentiles(String what, long from, long to, Map<Long, Long> since) {
        double[] millis = offeredAt.entrySet().stream()
                .filter(offered -> offered.getKey() >= from && offered.getKey() < to)
                .mapToDouble(offered ->
                        Math.max(0, offered.getValue() - since.getOrDefault(offered.getKey(), 0L)) / 1e6)
                .sorted()
                .toArray();
        say(
                "%-50s p50 %.1f ms, p90 %.1f ms, p99 %.1f ms, worst %.1f ms; %d of %d offered",
                what,
                rank(millis, 50),
                rank(millis, 90),
                rank(millis, 99),
                rank(millis, 100),
                millis.length,
                to - from);
    }

    private static double rank(double[] sorted, int percent) {
        return sorted.length == 0
                ? Double.NaN
                : sorted[Math.max(0, (int) Math.ceil(sorted.length * percent / 100.0) - 1)];
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
