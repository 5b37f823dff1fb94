package dev.parley.sim.worker;

import static java.lang.System.Logger.Level.INFO;

import dev.parley.sim.scene.SimulatedScene;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one scene of a station that is open. Its slot needs one at a time, a world with its renderer takes some 45 MB, and opening
 * another takes about as long as one of its pictures: so the one before is closed when another is wanted. One thread at a time.
 */
final class SceneInUse implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(SceneInUse.class.getName());

    private final List<OfferedScene> offered;
    private @Nullable SimulatedScene open;

    /** @param offered at least one */
    SceneInUse(List<OfferedScene> offered) {
        this.offered = List.copyOf(offered);
    }

    /** The first of them. */
    SimulatedScene first() {
        return open(offered.getFirst().id());
    }

    /** The scene of that id, opened where it is not; throws {@link IllegalArgumentException} when it is not offered. */
    SimulatedScene open(String id) {
        SimulatedScene now = open;
        if (now != null && now.description().id().equals(id)) {
            return now;
        }
        OfferedScene wanted = offered.stream()
                .filter(scene -> scene.id().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("This station has " + OfferedScene.ids(offered) + ", not " + id));
        close();
        long startedNs = System.nanoTime();
        SimulatedScene opened = wanted.open();
        open = opened;
        LOG.log(
                INFO,
                "scene {0} is open after {1} ms",
                id,
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNs));
        return opened;
    }

    @Override
    public void close() {
        SimulatedScene now = open;
        open = null;
        if (now != null) {
            now.close();
        }
    }
}
