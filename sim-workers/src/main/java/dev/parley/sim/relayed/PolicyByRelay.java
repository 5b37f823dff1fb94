package dev.parley.sim.relayed;

import dev.parley.policy.dialect.Dialect;
import dev.parley.policy.guard.AddressGuard;
import dev.parley.policy.guard.Resolver;
import dev.parley.policy.link.ChunkedPolicy;
import dev.parley.policy.link.LinkFault;
import dev.parley.policy.link.LinkLimits;
import dev.parley.policy.link.RemotePolicy;
import dev.parley.sim.body.Action;
import dev.parley.sim.policy.Policy;
import dev.parley.sim.policy.PolicyAwayException;
import dev.parley.sim.policy.PolicyCard;
import dev.parley.sim.policy.PolicyException;
import dev.parley.sim.policy.Prompted;
import dev.parley.sim.scene.Observation;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.station.v1.PolicyReference;
import dev.parley.station.v1.RelayedPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A policy that runs on somebody's server, for one episode: asked through the gateway, which lets nobody know which it is. What its
 * server does wrong counts against it ({@link PolicyException}); a way there that is broken does not ({@link PolicyAwayException}).
 */
public final class PolicyByRelay implements Policy {

    /** The gateway ends what takes too long; this side waits a little longer, so that it hears why. */
    private static final Duration LONGER_THAN_THE_GATEWAY = Duration.ofSeconds(3);

    private final URI gateway;
    private final RelayedPolicy relay;
    private final SceneDescription scene;
    private final PolicyCard card;
    private @Nullable RemotePolicy link;
    private @Nullable ChunkedPolicy chunks;
    private @Nullable Observing observing;

    /** @param gateway the platform's address, http or https */
    public PolicyByRelay(URI gateway, PolicyReference reference, SceneDescription scene) {
        this.gateway = gateway;
        this.scene = scene;
        relay = reference.getRelay();
        card = PolicyCard.brought(
                reference.getName(),
                "A policy elsewhere",
                "remote",
                reference.getDigest(),
                scene,
                "Runs on its maker's server.");
    }

    /** Why it cannot be asked in a scene of this station; empty when it can. */
    public static Optional<String> refusal(PolicyReference reference, SceneDescription scene, boolean picture) {
        return picture
                ? Optional.of("A policy elsewhere takes no goal image")
                : Observing.refusal(reference.getRelay(), scene);
    }

    /** How long one answer may take at most, the first one too. */
    public static Duration thinking(PolicyReference reference) {
        RelayedPolicy relay = reference.getRelay();
        return Duration.ofMillis(Math.max(relay.getFirstInferTimeoutMs(), relay.getInferTimeoutMs()))
                .plus(LONGER_THAN_THE_GATEWAY.multipliedBy(2));
    }

    @Override
    public PolicyCard card() {
        return card;
    }

    /** Connects: the token is good for one connection, and the episode begins with it. */
    @Override
    public void begin(Prompted prompted, long seed) {
        Observing.refusal(relay, scene).ifPresent(reason -> {
            throw new PolicyException(reason);
        });
        try {
            RemotePolicy opened = RemotePolicy.open(
                    address(),
                    Dialect.OPENPI,
                    Map.of("Authorization", "Bearer " + relay.getToken()),
                    new AddressGuard(Set.of(String.valueOf(gateway.getHost())), Resolver.SYSTEM),
                    limits(),
                    System::nanoTime);
            link = opened;
            chunks = new ChunkedPolicy(opened, relay.getHorizon());
            observing = new Observing(relay.getInputsList(), prompted.words());
        } catch (LinkFault fault) {
            throw told(fault);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PolicyAwayException("The episode ended before the policy was reached", e);
        }
    }

    private URI address() {
        String scheme = "https".equalsIgnoreCase(gateway.getScheme()) ? "wss" : "ws";
        return URI.create(scheme + "://" + gateway.getRawAuthority() + relay.getPath());
    }

    private LinkLimits limits() {
        return new LinkLimits(
                // The gateway greets once it has reached the server, which some take as long to begin an episode as for
                // an answer.
                Duration.ofMillis(relay.getFirstInferTimeoutMs())
                        .plus(LinkLimits.USUAL.connect())
                        .plus(LONGER_THAN_THE_GATEWAY),
                Duration.ofMillis(relay.getFirstInferTimeoutMs()).plus(LONGER_THAN_THE_GATEWAY),
                Duration.ofMillis(relay.getInferTimeoutMs()).plus(LONGER_THAN_THE_GATEWAY),
                LinkLimits.USUAL.request(),
                LinkLimits.USUAL.reply(),
                LinkLimits.USUAL.requestsPerSecond(),
                LinkLimits.USUAL.controlFramesPerSecond());
    }

    @Override
    public Action act(Observation seen) {
        ChunkedPolicy asked = chunks;
        Observing observed = observing;
        if (asked == null || observed == null) {
            throw new IllegalStateException("a policy is begun before it acts");
        }
        try {
            return new Action(asked.next(() -> observed.of(seen)).action());
        } catch (LinkFault fault) {
            throw told(fault);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PolicyAwayException("The episode ended while the policy was thinking", e);
        }
    }

    /** The gateway itself never times out and never breaks a rule: what looks so is the network between. */
    private static RuntimeException told(LinkFault fault) {
        String sentence = sentence(fault);
        return fault.kind() == LinkFault.Kind.SAID_ERROR || fault.kind() == LinkFault.Kind.MALFORMED
                ? new PolicyException(sentence, fault)
                : new PolicyAwayException(sentence, fault);
    }

    private static String sentence(LinkFault fault) {
        String said = String.valueOf(fault.getMessage());
        String prefix = "The policy server reports an error: ";
        return said.startsWith(prefix) ? said.substring(prefix.length()) : said;
    }

    @Override
    public void close() {
        RemotePolicy open = link;
        if (open != null) {
            open.close();
        }
    }
}
