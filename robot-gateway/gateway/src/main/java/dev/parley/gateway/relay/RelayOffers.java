package dev.parley.gateway.relay;

import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.remote.Input;
import dev.parley.core.remote.Mapping;
import dev.parley.core.remote.RemotePolicies;
import dev.parley.core.remote.RemotePolicyData;
import dev.parley.station.v1.EpisodeSpec;
import dev.parley.station.v1.PolicyInput;
import dev.parley.station.v1.PolicyReference;
import dev.parley.station.v1.RelayedPolicy;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HexFormat;

/** Puts in the place of a policy that runs elsewhere how to reach it through here, and nothing by which it could be known. */
@ApplicationScoped
public class RelayOffers {
    private static final String NAME = "relayed";

    private final RemotePolicies policies;
    private final RelayTokens tokens;
    private final RelayConfig config;

    @Inject
    RelayOffers(RemotePolicies policies, RelayTokens tokens, RelayConfig config) {
        this.policies = policies;
        this.tokens = tokens;
        this.config = config;
    }

    /** The same for a policy that runs in the station. */
    public Uni<EpisodeSpec> relayed(AssignmentData assignment, EpisodeSpec spec) {
        return policies.find(assignment.turn().policyName())
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(spec)
                        : tokens.issue(assignment.id(), found.get().name())
                                .map(token -> spec.toBuilder()
                                        .setPolicy(reference(found.get(), token))
                                        .build()));
    }

    private PolicyReference reference(RemotePolicyData policy, String token) {
        Mapping mapping = policy.mapping();
        RelayedPolicy.Builder relay = RelayedPolicy.newBuilder()
                .setPath(RelaySocket.PATH)
                .setToken(token)
                .setActionWidth(mapping.actionWidth())
                .setHorizon(mapping.horizon())
                .setFirstInferTimeoutMs(Math.toIntExact(config.firstInference().toMillis()))
                .setInferTimeoutMs(Math.toIntExact(config.inference().toMillis()));
        for (int i = 0; i < mapping.inputs().size(); i++) {
            Input input = mapping.inputs().get(i);
            relay.addInputs(PolicyInput.newBuilder()
                    .setKey(Relay.stationKey(i))
                    .setFrom(input.from())
                    .addAllShape(input.shape()));
        }
        return PolicyReference.newBuilder()
                .setName(NAME)
                .setDigest(HexFormat.of().formatHex(RelayTokens.hash("digest of " + token)))
                .setRelay(relay)
                .build();
    }
}
