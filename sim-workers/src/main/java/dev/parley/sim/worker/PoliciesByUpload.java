package dev.parley.sim.worker;

import dev.parley.sim.policy.Policy;
import dev.parley.sim.policy.SentenceEncoder;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.uploaded.PlatformFiles;
import dev.parley.sim.uploaded.UploadedNetwork;
import dev.parley.station.v1.PolicyCapability;
import dev.parley.station.v1.PolicyReference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The policies of another shelf, and files that researchers uploaded, each in a process of its own for one episode. */
final class PoliciesByUpload implements PolicyShelf {

    private final PolicyShelf own;
    private final PlatformFiles files;
    private @Nullable SentenceEncoder encoder;

    PoliciesByUpload(PolicyShelf own, PlatformFiles files) {
        this.own = own;
        this.files = files;
    }

    @Override
    public List<PolicyCapability> capabilities() {
        return own.capabilities();
    }

    @Override
    public boolean reachesOthers() {
        return own.reachesOthers();
    }

    @Override
    public boolean runsUploaded() {
        return true;
    }

    @Override
    public Policy take(PolicyReference wanted, SceneDescription scene) {
        return wanted.hasUploaded()
                ? new UploadedNetwork(files, this::encoder, wanted, scene)
                : own.take(wanted, scene);
    }

    // Takes long to load, and most networks that are uploaded want no words.
    private synchronized SentenceEncoder encoder() {
        SentenceEncoder loaded = encoder;
        if (loaded == null) {
            loaded = new SentenceEncoder();
            encoder = loaded;
        }
        return loaded;
    }

    @Override
    public void giveBack(Policy policy) {
        if (policy instanceof UploadedNetwork uploaded) {
            uploaded.close();
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
        if (!stuck.hasUploaded()) {
            own.discard(stuck);
        }
    }

    @Override
    public void close() {
        own.close();
    }
}
