package dev.parley.sim.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Pictures as the scene's two cameras draw them, of a heap of solids that turn and fly about: recorded before the renderer was
 * made faster, because a learned policy was measured on these very bytes and recorded seeds promise them.
 */
class GoldenPicturesTest {

    private static final int PICTURES = 12;

    /** Knuth's generator again: poses must not depend on a library's. */
    private long state = 11;

    @Test
    void pictureForPeopleKeepsItsBytes() throws Exception {
        Camera front = new Camera(640, 480, new Vector(.78f, 0, .62f), new Vector(0, 0, .05f), 46);

        assertThat(digest(front, new SceneRenderer.Quality(2, 2, 1024, 1)))
                .isEqualTo("95267e52d60b5b79b3d70a5561a263cbd91274d4a91ed48fa37a93c80711d8ad");
    }

    @Test
    void pictureForThePolicyKeepsItsBytes() throws Exception {
        Camera policy = new Camera(64, 64, new Vector(.56f, 0, .60f), new Vector(.045f, 0, .02f), 44);

        assertThat(digest(policy, new SceneRenderer.Quality(3, 6, 256, 0)))
                .isEqualTo("6160f900b429e4e99629aa0039d97ccfc26c29c8dcfc00d3bfff68be2f0a375e");
    }

    private String digest(Camera camera, SceneRenderer.Quality quality) throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        List<float[]> poses = new ArrayList<>();
        SceneRenderer renderer = new SceneRenderer(camera, quality, solids(poses));
        int[] picture = new int[camera.widthPx() * camera.heightPx()];
        ByteBuffer bytes = ByteBuffer.allocate(4 * picture.length);
        for (int i = 0; i < PICTURES; i++) {
            if (i % 4 == 3) {
                Light lamp = Light.at(between(1.7f, 2.7f), between(.85f, 1.15f), between(.85f, 1.1f));
                renderer.prepare(lamp, between(.9f, 1.1f), between(-.003f, .003f), between(-.003f, .003f));
            }
            // The last solids move from picture to picture, the first lie still for a while.
            for (int moved = i % 4 == 0 ? 0 : poses.size() / 2; moved < poses.size(); moved++) {
                turn(poses.get(moved));
            }
            renderer.render(picture);
            bytes.asIntBuffer().put(picture);
            digest.update(bytes.array());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private List<Drawable> solids(List<float[]> poses) {
        List<Drawable> solids = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Drawable.Paint paint = new Drawable.Paint(between(0, 1), between(0, 1), between(0, 1), between(.1f, .6f));
            solids.add(Drawable.box(between(.01f, .06f), .02f, between(.01f, .03f), pose(poses), paint));
            solids.add(Drawable.cylinder(between(.01f, .06f), between(.02f, .1f), pose(poses), paint));
            solids.add(Drawable.capsule(between(.02f, .05f), between(.02f, .25f), pose(poses), paint));
            solids.add(Drawable.bowl(between(.05f, .09f), .038f, pose(poses), paint));
        }
        return solids;
    }

    private static PoseSource pose(List<float[]> poses) {
        float[] pose = new float[12];
        poses.add(pose);
        return into -> System.arraycopy(pose, 0, into, 0, pose.length);
    }

    /** A random place around the table, sometimes beyond what camera or lamp can see, and a random rotation. */
    private void turn(float[] pose) {
        float w = between(-1, 1);
        float x = between(-1, 1);
        float y = between(-1, 1);
        float z = between(-1, 1);
        float scale = 2 / (w * w + x * x + y * y + z * z + 1e-6f);
        pose[0] = 1 - scale * (y * y + z * z);
        pose[1] = scale * (x * y - w * z);
        pose[2] = scale * (x * z + w * y);
        pose[3] = scale * (x * y + w * z);
        pose[4] = 1 - scale * (x * x + z * z);
        pose[5] = scale * (y * z - w * x);
        pose[6] = scale * (x * z - w * y);
        pose[7] = scale * (y * z + w * x);
        pose[8] = 1 - scale * (x * x + y * y);
        pose[9] = between(-.6f, .9f);
        pose[10] = between(-.6f, .6f);
        pose[11] = between(-.05f, .5f);
    }

    private float between(float low, float high) {
        state = state * 6364136223846793005L + 1442695040888963407L;
        return low + (high - low) * ((state >>> 40) / (float) (1 << 24));
    }
}
