package dev.parley.sim.worker;

import dev.parley.sim.policy.SentenceEncoder;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.uploaded.PlatformFiles;
import dev.parley.sim.uploaded.UploadedNetwork;
import dev.parley.station.v1.PolicyReference;
import org.jspecify.annotations.Nullable;

/** The policies of another shelf, and files that researchers uploaded, each in a process of its own for one episode. */
final class PoliciesByUpload extends PoliciesBeside<UploadedNetwork> {
    private final PlatformFiles files;
    private @Nullable SentenceEncoder encoder;

    PoliciesByUpload(PolicyShelf own, PlatformFiles files) {
        super(own, UploadedNetwork.class);
        this.files = files;
    }

    @Override
    public boolean runsUploaded() {
        return true;
    }

    @Override
    boolean isBeside(PolicyReference wanted) {
        return wanted.hasUploaded();
    }

    @Override
    UploadedNetwork make(PolicyReference wanted, SceneDescription scene) {
        return new UploadedNetwork(files, this::encoder, wanted, scene);
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
}
