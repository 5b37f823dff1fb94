package dev.parley.sim.training;

import dev.parley.sim.body.ArmAction;
import dev.parley.sim.scene.SeededRandom;

/**
 * Disturbs the actions of a demonstration so that it visits, and corrects, states an imitator will stray into.
 *
 * <p>Three kinds of episode: undisturbed (one in six); a slowly wandering error of 2 to 9 mm an action (Laskey and others,
 * DART, 2017); and the same with short bursts of random motion and gripper flips. Labels are never disturbed.
 */
final class Demonstrator {

    private static final double PERSISTENCE = 0.6;
    private static final double BURST_CHANCE = 0.04;
    private static final int BURST_STEPS = 4;

    private final SeededRandom random;
    private final double spreadM;
    private final boolean bursts;
    private double errorX;
    private double errorY;
    private double errorZ;
    private int burstLeft;
    private double burstX;
    private double burstY;
    private double burstZ;
    private boolean burstOpen;

    Demonstrator(long seed) {
        random = new SeededRandom(seed, "disturbance");
        int kind = random.below(6);
        spreadM = kind == 0 ? 0 : random.between(0.002, 0.009);
        bursts = kind >= 4;
    }

    /** What is actually done when {@code wanted} is right; errors shrink near the table, where they would push objects away. */
    ArmAction disturb(ArmAction wanted, double toolHeightM) {
        double scale = toolHeightM < 0.06 ? 0.45 : 1;
        double fresh = spreadM * Math.sqrt(1 - PERSISTENCE * PERSISTENCE);
        errorX = PERSISTENCE * errorX + fresh * random.gaussian();
        errorY = PERSISTENCE * errorY + fresh * random.gaussian();
        errorZ = PERSISTENCE * errorZ + 0.6 * fresh * random.gaussian();
        if (bursts && burstLeft == 0 && random.nextDouble() < BURST_CHANCE) {
            startBurst(wanted);
        }
        if (burstLeft > 0) {
            burstLeft--;
            return new ArmAction(burstX, burstY, burstZ, wanted.dyawRad(), burstOpen ? 1 : 0);
        }
        return new ArmAction(
                wanted.dxM() + scale * errorX,
                wanted.dyM() + scale * errorY,
                wanted.dzM() + scale * errorZ,
                wanted.dyawRad() + 0.02 * random.gaussian() * (spreadM > 0 ? 1 : 0),
                wanted.gripper());
    }

    private void startBurst(ArmAction wanted) {
        burstLeft = 1 + random.below(BURST_STEPS);
        burstX = random.between(-0.03, 0.03);
        burstY = random.between(-0.03, 0.03);
        burstZ = random.between(-0.02, 0.035);
        burstOpen = random.nextDouble() < 0.5 ? wanted.opensGripper() : random.nextDouble() < 0.7;
    }
}
