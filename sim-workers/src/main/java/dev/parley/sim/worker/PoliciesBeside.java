package dev.parley.sim.worker;

import dev.parley.sim.policy.Policy;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.station.v1.PolicyCapability;
import dev.parley.station.v1.PolicyReference;
import java.util.List;

/**
 * The policies of another shelf, and beside them some that are made anew for each episode and end with it.
 *
 * @param <P> the ones beside
 */
abstract class PoliciesBeside<P extends Policy> implements PolicyShelf {
    private final PolicyShelf own;
    private final Class<P> beside;

    PoliciesBeside(PolicyShelf own, Class<P> beside) {
        this.own = own;
        this.beside = beside;
    }

    /** Whether it is one of those beside. */
    abstract boolean isBeside(PolicyReference wanted);

    abstract P make(PolicyReference wanted, SceneDescription scene);

    @Override
    public final List<PolicyCapability> capabilities() {
        return own.capabilities();
    }

    @Override
    public boolean reachesOthers() {
        return own.reachesOthers();
    }

    @Override
    public boolean runsUploaded() {
        return own.runsUploaded();
    }

    @Override
    public final Policy take(PolicyReference wanted, SceneDescription scene) {
        return isBeside(wanted) ? make(wanted, scene) : own.take(wanted, scene);
    }

    @Override
    public final void giveBack(Policy policy) {
        if (beside.isInstance(policy)) {
            policy.close();
        } else {
            own.giveBack(policy);
        }
    }

    @Override
    public final void preload() {
        own.preload();
    }

    @Override
    public final void discard(PolicyReference stuck) {
        if (!isBeside(stuck)) {
            own.discard(stuck);
        }
    }

    @Override
    public final void close() {
        own.close();
    }
}
