package dev.parley.sim.scene;

import dev.parley.sim.task.Sight;
import java.util.List;

/** Reads {@code sights.json}, which a scene with a robot that moves about may have: what in its room has a name and is no object. */
final class Sights {

    private static final String FILE = "sights.json";

    private Sights() {}

    /** Empty where the scene has no such file. */
    static List<Sight> of(SceneFolder folder) {
        return folder.has(FILE) ? List.of(folder.json(FILE, Sight[].class)) : List.of();
    }
}
