package dev.parley.sim.worker;

import dev.parley.sim.policy.Policies;
import dev.parley.station.v1.EpisodeSpec;
import dev.parley.station.v1.PolicyReference;

/** Episodes to run in tests. */
final class Specs {

    private Specs() {}

    /** "put the red cube in the blue bowl" for a carried policy. */
    static EpisodeSpec.Builder redInBlue(String policy, long seed) {
        return EpisodeSpec.newBuilder()
                .setSceneId("blocks-and-bowls")
                .setInstruction("put the red cube in the blue bowl")
                .setTaskId("put-cube-red-in-bowl-blue")
                .setSeed(seed)
                .setPolicy(PolicyReference.newBuilder()
                        .setName(policy)
                        .setDigest(Policies.card(policy).version()))
                .setMaxSteps(200)
                .addRecordCameras("main");
    }
}
