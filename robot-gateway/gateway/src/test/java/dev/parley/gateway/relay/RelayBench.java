package dev.parley.gateway.relay;

import static dev.parley.gateway.relay.RelayRig.connect;
import static dev.parley.gateway.relay.RelayRig.observation;

import dev.parley.core.station.StationData;
import dev.parley.policy.dialect.Dialect;
import dev.parley.policy.guard.AddressGuard;
import dev.parley.policy.guard.Resolver;
import dev.parley.policy.link.LinkLimits;
import dev.parley.policy.link.RemotePolicy;
import dev.parley.policy.link.StandInServer;
import dev.parley.policy.wire.PolicyValue.Fields;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * What the relay adds to a question with two pictures of 224 by 224: the same client asks the same server directly and through the
 * gateway, in turn, on loopback. Run by hand, never by {@code verify}.
 */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@QuarkusTestResource(value = RelaySettings.class, restrictToAnnotatedClass = true)
class RelayBench {
    private static final int WARM_UP = 1_000;
    private static final int MEASURED = 2_000;

    @Inject
    RelayRig rig;

    @Test
    void addedTime() throws Exception {
        String scene = "relayed-" + UUID.randomUUID();
        try (StandInServer server = StandInServer.openPi()) {
            StationData station = rig.station(scene);
            String token = rig.offered(rig.registered(server.url(), scene), scene, station)
                    .token();
            try (RemotePolicy direct = RemotePolicy.open(
                            server.url(),
                            Dialect.OPENPI,
                            Map.of(),
                            new AddressGuard(Set.of("127.0.0.1"), Resolver.SYSTEM),
                            LinkLimits.EXAMINATION,
                            System::nanoTime);
                    RemotePolicy relayed = connect(token)) {
                Fields observation = observation(0.5f);
                Fields served = served(observation);
                long[] directNs = new long[MEASURED];
                long[] relayedNs = new long[MEASURED];
                for (int i = -WARM_UP; i < MEASURED; i++) {
                    direct.exchange(served);
                    relayed.exchange(observation);
                    if (i >= 0) {
                        directNs[i] = direct.lastInference().toNanos();
                        relayedNs[i] = relayed.lastInference().toNanos();
                    }
                    // The stand-in keeps what it was asked.
                    server.requests.clear();
                }
                Arrays.sort(directNs);
                Arrays.sort(relayedNs);
                for (int percent : new int[] {50, 95, 99}) {
                    int at = MEASURED * percent / 100 - 1;
                    System.out.printf(
                            Locale.ROOT,
                            "p%d: direct %.2f ms, relayed %.2f ms, added %.2f ms%n",
                            percent,
                            directNs[at] / 1e6,
                            relayedNs[at] / 1e6,
                            (relayedNs[at] - directNs[at]) / 1e6);
                }
            }
        }
    }

    /** The same under the names that the server reads. */
    private static Fields served(Fields observation) {
        Fields served = Fields.empty();
        List<String> keys = List.of("observation/image", "observation/wrist_image", "observation/state", "prompt");
        for (int i = 0; i < keys.size(); i++) {
            served = served.with(keys.get(i), observation.find("input_" + i).orElseThrow());
        }
        return served;
    }
}
