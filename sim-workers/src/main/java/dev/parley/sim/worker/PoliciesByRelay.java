package dev.parley.sim.worker;

import dev.parley.sim.policy.Policy;
import dev.parley.sim.relayed.PolicyByRelay;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.station.v1.PolicyCapability;
import dev.parley.station.v1.PolicyReference;
import java.net.URI;
import java.util.List;

/** The policies of another shelf, and those elsewhere that the gateway passes on to, each for one episode. */
final class PoliciesByRelay implements PolicyShelf {

    private final PolicyShelf own;
    private final URI gateway;

    PoliciesByRelay(PolicyShelf own, URI gateway) {
        this.own = own;
        this.gateway = gateway;
    }

    @Override
    public List<PolicyCapability> capabilities() {
        return own.capabilities();
    }

    @Override
    public boolean reachesOthers() {
        return true;
    }

    @Override
    public boolean runsUploaded() {
        return own.runsUploaded();
    }

    @Override
    public Policy take(PolicyReference wanted, SceneDescription scene) {
        return wanted.hasRelay() ? new PolicyByRelay(gateway, wanted, scene) : own.take(wanted, scene);
    }

    @Override
    public void giveBack(Policy policy) {
        if (policy instanceof PolicyByRelay elsewhere) {
            elsewhere.close();
        } else {
            own.giveBack(policy);
        }
    }

    @Override
    public void preload() {
        own.preload();
    }

    @Override
    public void discard(PolicyReference stuck) {
        if (!stuck.hasRelay()) {
            own.discard(stuck);
        }
    }

    @Override
    public void close() {
        own.close();
    }
}
