package dev.parley.sim.worker;

import dev.parley.sim.scene.Conditions;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.scene.SimulatedScene;
import dev.parley.station.recording.Mp4Recorder;
import dev.parley.station.recording.Pictures;

/** A short imaginary episode whose results nobody sees. */
final class WarmUp {

    private static final int ACTIONS = 20;

    private WarmUp() {}

    static void run(SimulatedScene scene) {
        int[] argb = scene.frontPixels();
        scene.reset(0, Conditions.FREE);
        for (int i = 0; i < ACTIONS; i++) {
            scene.observe();
            scene.step(scene.stay());
            scene.renderFront(argb);
        }
        SceneDescription.CameraDescription camera = scene.frontCamera();
        Pictures.poster(argb, camera.widthPx(), camera.heightPx());
        Mp4Recorder.warmUp();
    }
}
