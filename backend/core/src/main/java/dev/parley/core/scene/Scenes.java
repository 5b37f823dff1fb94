package dev.parley.core.scene;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** The scenes that some station has announced. */
public interface Scenes {
    Uni<List<SceneData>> all();

    Uni<Optional<SceneData>> find(String sceneId);

    /**
     * Takes over a station's announcement; the same id and version must mean the same description.
     *
     * @param descriptionJson the scene file, UTF-8 JSON, at most 256 KiB
     */
    Uni<Void> announce(String sceneId, String version, byte[] descriptionJson);

    /** The task a sentence means, where vocabulary and text match leave no doubt; never guessed. */
    Uni<Optional<SceneData.TaskData>> recognise(String sceneId, String instruction);

    /** The same for a scene at hand; needs no database. */
    Optional<SceneData.TaskData> recognise(SceneData scene, String instruction);
}
