package dev.parley.sim.worker;

import dev.parley.sim.relayed.PolicyByRelay;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.station.v1.PolicyReference;
import java.net.URI;

/** The policies of another shelf, and those elsewhere that the gateway passes on to, each for one episode. */
final class PoliciesByRelay extends PoliciesBeside<PolicyByRelay> {
    private final URI gateway;

    PoliciesByRelay(PolicyShelf own, URI gateway) {
        super(own, PolicyByRelay.class);
        this.gateway = gateway;
    }

    @Override
    public boolean reachesOthers() {
        return true;
    }

    @Override
    boolean isBeside(PolicyReference wanted) {
        return wanted.hasRelay();
    }

    @Override
    PolicyByRelay make(PolicyReference wanted, SceneDescription scene) {
        return new PolicyByRelay(gateway, wanted, scene);
    }
}
