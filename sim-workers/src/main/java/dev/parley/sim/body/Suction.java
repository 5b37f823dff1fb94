package dev.parley.sim.body;

import dev.parley.sim.mujoco.PhysicsWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A cup that holds a part as long as the pump sucks: the engine has no adhesion, so a weld between cup and part is switched on in the
 * relative pose of the moment when the cup's lip comes down on the part's flat top, and off with the pump.
 */
final class Suction {

    private static final double TOUCHES_WITHIN_M = 0.002;
    private static final double UPRIGHT = 0.995;

    private final PhysicsWorld world;
    private final int cup;
    private final List<Part> parts = new ArrayList<>();
    private int held = -1;

    /** @param topM height of its flat top above its origin
     * @param radiusM how far from the middle of its top the cup seals */
    private record Part(String id, int body, int weld, double topM, double radiusM) {}

    /** @param tops height of each part's top above its origin by the part's id; {@code radii} how far out the cup seals */
    Suction(PhysicsWorld world, int cup, Map<String, Double> tops, double radiusM) {
        this.world = world;
        this.cup = cup;
        tops.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(part -> parts.add(new Part(
                        part.getKey(),
                        world.body(part.getKey()),
                        world.equality("suction-" + part.getKey()),
                        part.getValue(),
                        radiusM)));
    }

    /** Id of the part it holds; empty when it holds none. */
    String held() {
        return held < 0 ? "" : parts.get(held).id();
    }

    void release() {
        parts.forEach(part -> world.setEquality(part.weld(), false));
        held = -1;
    }

    /** Takes hold of a part that the cup touches, if it holds none. */
    void suck() {
        for (int number = 0; held < 0 && number < parts.size(); number++) {
            Part part = parts.get(number);
            if (seals(part)) {
                world.weldAsTheyAre(part.weld(), cup, part.body());
                held = number;
            }
        }
    }

    private boolean seals(Part part) {
        double x = world.bodyPosition(cup, 0) - world.bodyPosition(part.body(), 0);
        double y = world.bodyPosition(cup, 1) - world.bodyPosition(part.body(), 1);
        double above = world.bodyPosition(cup, 2) - world.bodyPosition(part.body(), 2) - part.topM();
        double leaning = world.bodyQuaternion(part.body(), 1) * world.bodyQuaternion(part.body(), 1)
                + world.bodyQuaternion(part.body(), 2) * world.bodyQuaternion(part.body(), 2);
        return Math.hypot(x, y) < part.radiusM() && Math.abs(above) < TOUCHES_WITHIN_M && 1 - 2 * leaning > UPRIGHT;
    }
}
