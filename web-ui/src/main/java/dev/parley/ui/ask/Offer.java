package dev.parley.ui.ask;

import dev.parley.core.policy.PolicyData;
import dev.parley.core.scene.SceneData;
import dev.parley.core.station.StationData;
import dev.parley.ui.words.PolicyWords;
import java.util.List;
import java.util.Set;

/** What can be asked for now: the scenes, policies and stations that were announced. */
record Offer(List<SceneData> scenes, List<PolicyData> policies, List<StationData> stations) {
    /** Policies that run in a scene and take a goal picture, or words; learned ones first. */
    List<PolicyData> policiesFor(SceneData scene, boolean picture) {
        return policies.stream()
                .filter(policy -> policy.sceneIds().contains(scene.id()))
                .filter(policy -> picture ? policy.acceptsGoalImage() : policy.acceptsInstruction())
                .sorted(PolicyWords.ORDER)
                .toList();
    }

    /** The same without these versions. */
    Offer without(Set<String> digests) {
        return digests.isEmpty()
                ? this
                : new Offer(
                        scenes,
                        policies.stream()
                                .filter(policy -> !digests.contains(policy.digest()))
                                .toList(),
                        stations);
    }

    /** Scenes in which some policy takes a goal picture. */
    List<SceneData> scenesForPictures() {
        return scenes.stream()
                .filter(scene -> !policiesFor(scene, true).isEmpty())
                .toList();
    }

    /** Stations that have announced a scene. */
    List<StationData> stationsFor(SceneData scene) {
        return stations.stream()
                .filter(station -> station.sceneIds().contains(scene.id()))
                .toList();
    }
}
