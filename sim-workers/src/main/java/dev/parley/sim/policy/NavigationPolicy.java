package dev.parley.sim.policy;

import dev.parley.sim.body.Action;
import dev.parley.sim.scene.Observation;
import java.util.List;
import java.util.Locale;

/**
 * A network that drives a robot to where a picture was taken: it gets that picture, what the robot's own camera sees and its wheels
 * measure, and its own memory of the steps before, which is nothing at the start of an episode.
 *
 * <p>It takes square pictures, as the front camera makes them. A picture of other proportions was taken by another camera - that for
 * people shows the room from above - and is refused rather than misread.
 */
final class NavigationPolicy implements BatchedPolicy {

    /** Once a second. */
    private static final int STEPS_A_NOTE = 10;

    private static final double HERE_M = 0.2;

    private final PolicyCard card;
    private final NavigationNetwork network;
    private final boolean ownsNetwork;
    private final NetworkBatch single;
    private byte[] goal = new byte[NavigationNetwork.PIXELS];
    private float[] memory = new float[NavigationNetwork.MEMORY];
    private int steps;
    private List<String> notes = List.of();

    NavigationPolicy(PolicyCard card, NavigationNetwork network) {
        this(card, network, true);
    }

    private NavigationPolicy(PolicyCard card, NavigationNetwork network, boolean ownsNetwork) {
        this.card = card;
        this.network = network;
        this.ownsNetwork = ownsNetwork;
        single = network.network().batch(1);
    }

    @Override
    public PolicyCard card() {
        return card;
    }

    @Override
    public void begin(Prompted prompted, long seed) {
        card.requireTaken(prompted);
        GoalPicture picture = prompted.picture().orElseThrow();
        if (picture.width() != picture.height()) {
            throw new PolicyException("Policy " + card.name()
                    + " needs a square picture from the robot's own front camera; one of " + picture.width() + " × "
                    + picture.height()
                    + " pixels comes from another camera, perhaps the one that shows the room from above");
        }
        goal = picture.scaled(Observation.IMAGE_SIDE, Observation.IMAGE_SIDE).rgb();
        memory = new float[NavigationNetwork.MEMORY];
        steps = 0;
        notes = List.of();
    }

    @Override
    public Action act(Observation observation) {
        ask(observation, single, 0);
        single.run(1);
        return answer(single, 0);
    }

    @Override
    public OnnxNetwork network() {
        return network.network();
    }

    @Override
    public BatchedPolicy another() {
        return new NavigationPolicy(card, network, false);
    }

    @Override
    public void ask(Observation observation, NetworkBatch batch, int row) {
        network.ask(observation, goal, memory, batch, row);
    }

    @Override
    public Action answer(NetworkBatch batch, int row) {
        memory = network.memory(batch, row);
        notes = steps++ % STEPS_A_NOTE == 0 ? List.of(told(network.situation(batch, row))) : List.of();
        return network.action(batch, row);
    }

    private static String told(float[] situation) {
        double farM = Math.hypot(situation[0], situation[1]);
        if (farM < HERE_M) {
            return "I think that the picture was taken here.";
        }
        long degrees = Math.round(Math.toDegrees(StrictMath.atan2(situation[1], situation[0])));
        return String.format(
                Locale.ROOT,
                "I think that the picture was taken %.1f m from here, %d° to the %s.",
                farM,
                Math.abs(degrees),
                degrees < 0 ? "right" : "left");
    }

    @Override
    public List<String> notes() {
        List<String> told = notes;
        notes = List.of();
        return told;
    }

    @Override
    public void close() {
        if (ownsNetwork) {
            network.close();
        }
    }
}
