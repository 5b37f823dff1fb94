package dev.parley.sim.worker;

import dev.parley.sim.recording.Mp4Recorder;
import dev.parley.sim.recording.Pictures;
import dev.parley.sim.scene.Action;
import dev.parley.sim.scene.Conditions;
import dev.parley.sim.scene.SimulatedScene;

/** A short imaginary episode whose results nobody sees. */
final class WarmUp {

    private static final int ACTIONS = 20;

    private WarmUp() {}

    static void run(SimulatedScene scene) {
        int[] argb = new int[SimulatedScene.FRONT_WIDTH_PX * SimulatedScene.FRONT_HEIGHT_PX];
        scene.reset(0, Conditions.FREE);
        for (int i = 0; i < ACTIONS; i++) {
            scene.observe();
            scene.step(new Action(0, 0, -0.01, 0, 1));
            scene.renderFront(argb);
        }
        Pictures.poster(argb, SimulatedScene.FRONT_WIDTH_PX, SimulatedScene.FRONT_HEIGHT_PX);
        Mp4Recorder.warmUp();
    }
}
