package dev.parley.sim.policy;

import dev.parley.sim.scene.SceneDescription;
import java.util.Map;

/** Makes policies of one kind that is built on others, so that this package need not know them; found by the service loader. */
public interface PolicyMaker {

    /** As cards name it. */
    String kind();

    /**
     * The policy of that card in that scene; throws {@link PolicyException} when it cannot be made.
     *
     * @param files of its artifact by name, as its card lists them
     */
    Policy make(PolicyCard card, SceneDescription scene, Map<String, byte[]> files);
}
