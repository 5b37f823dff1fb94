package dev.parley.sim.worker;

import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.scene.SceneFolder;
import dev.parley.sim.scene.SimulatedScene;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A scene that this station can set up, read but not opened.
 *
 * @param source the id of a carried scene, or a folder, as it was given
 */
record OfferedScene(String source, SceneDescription description, SceneFiles files) {

    /** Throws {@link IllegalArgumentException} naming what is there when there is no such scene. */
    static OfferedScene of(String idOrFolder) {
        SceneFolder folder = SceneFolder.of(idOrFolder);
        return new OfferedScene(idOrFolder, SceneDescription.load(folder), SceneFiles.of(folder));
    }

    /** All of them, in this order; throws {@link IllegalArgumentException} also when two have the same id. */
    static List<OfferedScene> all(List<String> idsOrFolders) {
        List<OfferedScene> scenes = idsOrFolders.stream().map(OfferedScene::of).toList();
        if (scenes.stream().map(OfferedScene::id).distinct().count() < scenes.size()) {
            throw new IllegalArgumentException("--scene names a scene twice: " + ids(scenes));
        }
        return scenes;
    }

    static String ids(List<OfferedScene> scenes) {
        return scenes.stream().map(OfferedScene::id).collect(Collectors.joining(", "));
    }

    String id() {
        return description.id();
    }

    /** The world itself, with its renderer: some 45 MB. The caller closes it. */
    SimulatedScene open() {
        return SimulatedScene.open(source);
    }
}
