package dev.parley.sim.worker;

import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.scene.SceneFolder;
import dev.parley.sim.scene.SimulatedScene;
import dev.parley.station.privacy.PrivacyMasks;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A scene that this station can set up, read but not opened.
 *
 * @param source the id of a carried scene, or a folder, as it was given
 * @param masks by camera, what of its picture nobody sees
 */
record OfferedScene(String source, SceneDescription description, SceneFiles files, Map<String, PrivacyMasks> masks) {
    OfferedScene {
        masks = Map.copyOf(masks);
    }

    /** Throws {@link IllegalArgumentException} naming what is there when there is no such scene. */
    static OfferedScene of(String idOrFolder) {
        SceneFolder folder = SceneFolder.of(idOrFolder);
        return new OfferedScene(idOrFolder, SceneDescription.load(folder), SceneFiles.of(folder), Map.of());
    }

    /** All of them, in this order; throws {@link IllegalArgumentException} also when two have the same id. */
    static List<OfferedScene> all(List<String> idsOrFolders) {
        List<OfferedScene> scenes = idsOrFolders.stream().map(OfferedScene::of).toList();
        if (scenes.stream().map(OfferedScene::id).distinct().count() < scenes.size()) {
            throw new IllegalArgumentException("--scene names a scene twice: " + ids(scenes));
        }
        return scenes;
    }

    /**
     * The same with these masks.
     *
     * @throws IllegalArgumentException for a camera that none of the scenes shows to people
     */
    static List<OfferedScene> masked(List<OfferedScene> scenes, Map<String, PrivacyMasks> masks) {
        masks.keySet().forEach(camera -> {
            if (scenes.stream().noneMatch(scene -> scene.camera().equals(camera))) {
                throw new IllegalArgumentException("--mask names camera " + camera + "; people see "
                        + scenes.stream().map(OfferedScene::camera).distinct().collect(Collectors.joining(", ")));
            }
        });
        return scenes.stream()
                .map(scene -> new OfferedScene(scene.source, scene.description, scene.files, masks))
                .toList();
    }

    /** Of the camera that people watch in one of these scenes. */
    static PrivacyMasks masksOf(List<OfferedScene> scenes, String sceneId) {
        return scenes.stream()
                .filter(scene -> scene.id().equals(sceneId))
                .findFirst()
                .map(OfferedScene::peopleMasks)
                .orElse(PrivacyMasks.NONE);
    }

    private String camera() {
        return StationCapabilities.peopleCamera(description).id();
    }

    /** Of the camera that people watch. */
    PrivacyMasks peopleMasks() {
        return masks.getOrDefault(camera(), PrivacyMasks.NONE);
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
