package dev.parley.sim.planner;

import dev.parley.sim.policy.NetworkBatch;
import dev.parley.sim.policy.OnnxNetwork;
import dev.parley.sim.policy.TensorShape;
import dev.parley.sim.scene.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A network that finds the scene's objects in the policy's picture and tells of a skill, from where they are and what the arm feels,
 * whether it is done and whether the low-level policy would do it.
 *
 * <p>Inputs: {@code image} uint8 [n, 64, 64, 3], {@code proprioception} float [n, 6], {@code skill} float [n, width of
 * {@link SkillCode}]. Output: {@code outlook} float [n, 2], the probabilities able and done.
 */
final class LearnedAffordances implements Affordances {

    private static final int PROPRIOCEPTION_WIDTH = 6;
    private static final int MOST_ROWS = 32;

    private final OnnxNetwork network;
    private final NetworkBatch batch;
    private final SkillCode code;

    /** Throws {@link dev.parley.sim.policy.PolicyException} when the artifact is no network of this shape. */
    LearnedAffordances(byte[] artifact, SkillCode code) {
        this.code = code;
        network = new OnnxNetwork(artifact)
                .require(
                        Map.of(
                                "image", TensorShape.uint8(Observation.IMAGE_SIDE, Observation.IMAGE_SIDE, 3),
                                "proprioception", TensorShape.floats(PROPRIOCEPTION_WIDTH),
                                "skill", TensorShape.floats(code.width())),
                        Map.of("outlook", TensorShape.floats(2)));
        batch = network.batch(MOST_ROWS);
    }

    @Override
    public List<Affordance> look(Observation observation, List<Skill> skills) {
        List<Affordance> seen = new ArrayList<>();
        for (int from = 0; from < skills.size(); from += MOST_ROWS) {
            List<Skill> some = skills.subList(from, Math.min(skills.size(), from + MOST_ROWS));
            for (int row = 0; row < some.size(); row++) {
                batch.put("image", row, observation.image())
                        .put("proprioception", row, observation.proprioception())
                        .put("skill", row, code.of(some.get(row).task().predicate()));
            }
            batch.run(some.size());
            for (int row = 0; row < some.size(); row++) {
                float[] outlook = batch.row("outlook", row);
                seen.add(new Affordance(outlook[0], outlook[1]));
            }
        }
        return seen;
    }

    @Override
    public void close() {
        network.close();
    }
}
