package dev.parley.contracts;

import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.Embodiment;
import dev.parley.station.v1.SceneCapability;

/** Which body a station has in a scene: a simulator may load another body with another scene. */
public final class SceneBody {

    private SceneBody() {}

    /** The body announced for that scene; the station's usual one where none is, also for a scene that it does not have. */
    public static Embodiment of(Capabilities capabilities, String sceneId) {
        return capabilities.getScenesList().stream()
                .filter(scene -> scene.getSceneId().equals(sceneId))
                .filter(SceneCapability::hasEmbodiment)
                .map(SceneCapability::getEmbodiment)
                .findFirst()
                .orElseGet(capabilities::getEmbodiment);
    }
}
