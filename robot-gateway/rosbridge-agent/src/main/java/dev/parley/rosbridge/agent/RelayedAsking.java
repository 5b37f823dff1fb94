package dev.parley.rosbridge.agent;

import dev.parley.policy.dialect.Dialect;
import dev.parley.policy.guard.AddressGuard;
import dev.parley.policy.guard.Resolver;
import dev.parley.policy.link.ChunkedPolicy;
import dev.parley.policy.link.LinkFault;
import dev.parley.policy.link.LinkLimits;
import dev.parley.policy.link.RemotePolicy;
import dev.parley.policy.wire.PolicyValue.Fields;
import dev.parley.station.v1.RelayedPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Asks the policy through the gateway, on a thread of its own: whoever ends the episode ends the asking too, however long the policy thinks. One
 * episode; one thread asks.
 */
final class RelayedAsking implements AutoCloseable {
    /** The gateway ends what takes too long; this side waits a little longer, so that it hears why. */
    private static final Duration LONGER = Duration.ofSeconds(3);

    private static final long LOOK_MS = 20;

    private final URI gateway;
    private final RelayedPolicy relay;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("policy").factory());
    private Optional<RemotePolicy> link = Optional.empty();
    private Optional<ChunkedPolicy> chunks = Optional.empty();

    RelayedAsking(URI gateway, RelayedPolicy relay) {
        this.gateway = gateway;
        this.relay = relay;
    }

    /** Connects; the token is good for one connection. */
    void connect() throws LinkFault, InterruptedException {
        RemotePolicy opened = RemotePolicy.open(
                URI.create(("https".equalsIgnoreCase(gateway.getScheme()) ? "wss" : "ws") + "://"
                        + gateway.getRawAuthority() + relay.getPath()),
                Dialect.OPENPI,
                Map.of("Authorization", "Bearer " + relay.getToken()),
                new AddressGuard(Set.of(String.valueOf(gateway.getHost())), Resolver.SYSTEM),
                new LinkLimits(
                        LinkLimits.USUAL.connect().plus(LONGER),
                        Duration.ofMillis(relay.getFirstInferTimeoutMs()).plus(LONGER),
                        Duration.ofMillis(relay.getInferTimeoutMs()).plus(LONGER),
                        LinkLimits.USUAL.request(),
                        LinkLimits.USUAL.reply(),
                        LinkLimits.USUAL.requestsPerSecond(),
                        LinkLimits.USUAL.controlFramesPerSecond()),
                System::nanoTime);
        link = Optional.of(opened);
        chunks = Optional.of(new ChunkedPolicy(opened, relay.getHorizon()));
    }

    /**
     * The next action.
     *
     * @param giveUp asked again and again while the policy thinks
     * @return empty when it was given up
     */
    Optional<ChunkedPolicy.Next> next(Supplier<Fields> observation, BooleanSupplier giveUp)
            throws LinkFault, InterruptedException {
        ChunkedPolicy policy =
                chunks.orElseThrow(() -> new IllegalStateException("a policy is connected to before it is asked"));
        Future<ChunkedPolicy.Next> asked = thread.submit(() -> policy.next(observation));
        while (true) {
            try {
                return Optional.of(asked.get(LOOK_MS, TimeUnit.MILLISECONDS));
            } catch (TimeoutException e) {
                if (giveUp.getAsBoolean()) {
                    asked.cancel(true);
                    return Optional.empty();
                }
            } catch (ExecutionException e) {
                if (e.getCause() instanceof LinkFault fault) {
                    throw fault;
                }
                throw new IllegalStateException("asking the policy failed", e.getCause());
            }
        }
    }

    /** The gateway itself never breaks a rule and never takes too long: what looks so is the network between. */
    static boolean policyCaused(LinkFault fault) {
        return fault.kind() == LinkFault.Kind.SAID_ERROR || fault.kind() == LinkFault.Kind.MALFORMED;
    }

    @Override
    public void close() {
        link.ifPresent(RemotePolicy::close);
        thread.shutdownNow();
    }
}
