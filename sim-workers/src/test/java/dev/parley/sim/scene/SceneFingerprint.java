package dev.parley.sim.scene;

import dev.parley.sim.body.Action;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Main of a child process: prints a digest of every state and picture of a short fixed episode. */
final class SceneFingerprint {

    private SceneFingerprint() {}

    public static void main(String[] args) throws Exception {
        System.out.println(of(Long.parseLong(args[0])));
    }

    static String of(long seed) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        int[] front = new int[640 * 480];
        ByteBuffer pixels = ByteBuffer.allocate(4 * front.length);
        try (SimulatedScene scene = SimulatedScene.open("blocks-and-bowls")) {
            digest.update(scene.reset(seed, Conditions.FREE).toString().getBytes(StandardCharsets.UTF_8));
            SeededRandom random = new SeededRandom(seed, "fingerprint");
            for (int step = 0; step < 25; step++) {
                digest.update(scene.observe().image());
                StepResult result = scene.step(new Action(
                        random.between(-0.03, 0.03),
                        random.between(-0.03, 0.03),
                        random.between(-0.045, 0.01),
                        random.between(-0.1, 0.1),
                        random.nextDouble()));
                for (double value : result.state()) {
                    digest.update(ByteBuffer.allocate(8).putDouble(value).array());
                }
            }
            scene.renderFront(front);
            pixels.asIntBuffer().put(front);
            digest.update(pixels);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
