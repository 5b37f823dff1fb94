package dev.parley.sim.render;

import java.util.List;

/**
 * Draws a list of objects on the table as seen by one camera.
 *
 * <p>Deferred shading over a supersampled visibility buffer: flat pixels are shaded once, edges per sample. Pixels that show
 * unshaded table or wall come finished from a layer built once per light. Pure single-precision Java: the same poses and light
 * give the same bytes on any JVM. Single-threaded; one instance per camera and world.
 */
public final class SceneRenderer {

    private static final float FLAT_ENOUGH = .25f;

    private final Camera baseCamera;
    private final Quality quality;
    private final List<Drawable> objects;
    private final SampleBuffer samples;
    private final ShadowMap shadows;
    private final WoodTexture wood = new WoodTexture();
    private final float[] pose = new float[12];
    private final float[] world;
    private View view;
    private TableLayer table;
    private Shading shading;

    /**
     * How carefully a camera's picture is drawn.
     *
     * @param samples visibility samples along each side of a pixel
     * @param textureSamples wood samples along each side of a pixel, taken once per light
     * @param shadowTexels shadow map size along one side
     * @param shadowSoftness half width of the shadow's averaging window in texels
     */
    public record Quality(int samples, int textureSamples, int shadowTexels, int shadowSoftness) {}

    /** At most 120 objects. */
    public SceneRenderer(Camera camera, Quality quality, List<Drawable> objects) {
        if (objects.size() > 120) {
            throw new IllegalArgumentException("At most 120 objects can be drawn, got " + objects.size());
        }
        baseCamera = camera;
        this.quality = quality;
        this.objects = List.copyOf(objects);
        samples = new SampleBuffer(camera.widthPx() * quality.samples, camera.heightPx() * quality.samples);
        shadows = new ShadowMap(quality.shadowTexels, quality.shadowSoftness);
        world = new float
                [objects.stream().mapToInt(o -> o.mesh.vertices.length).max().orElse(0)];
        view = new View(camera, quality.samples);
        Light usual = Light.at(2.232, 1.006, 1);
        shadows.aim(usual.towards());
        table = new TableLayer(
                camera, quality.samples, quality.textureSamples, view, new TableLayer.Lamp(usual, 1, shadows), wood);
        shading = new Shading(view, usual, shadows);
    }

    /** Changes what holds for a whole episode: lamp, brightness of the table, and a small sideways shift of the camera. */
    public void prepare(Light light, float tableTone, float cameraDxM, float cameraDyM) {
        Camera camera = baseCamera.shifted(cameraDxM, cameraDyM);
        view = new View(camera, quality.samples);
        shadows.aim(light.towards());
        table = new TableLayer(
                camera,
                quality.samples,
                quality.textureSamples,
                view,
                new TableLayer.Lamp(light, tableTone, shadows),
                wood);
        shading = new Shading(view, light, shadows);
    }

    /** Draws the objects where they are now into {@code argb}, width × height opaque pixels, rows from the top. */
    public void render(int[] argb) {
        if (argb.length != baseCamera.widthPx() * baseCamera.heightPx()) {
            throw new IllegalArgumentException("The picture needs " + baseCamera.widthPx() + "×" + baseCamera.heightPx()
                    + " pixels, the array has " + argb.length);
        }
        shadows.clear();
        samples.startFrom(table);
        for (int i = 0; i < objects.size(); i++) {
            Drawable object = objects.get(i);
            object.pose.pose(pose);
            place(object.mesh);
            shadows.cast(object.mesh, world);
            samples.draw(object.mesh, world, pose, view, (byte) i);
        }
        int width = baseCamera.widthPx();
        for (int y = 0; y < baseCamera.heightPx(); y++) {
            for (int x = 0; x < width; x++) {
                argb[y * width + x] = pixel(x, y);
            }
        }
    }

    private void place(Mesh mesh) {
        float[] local = mesh.vertices;
        for (int i = 0; i < local.length; i += 3) {
            float x = local[i];
            float y = local[i + 1];
            float z = local[i + 2];
            world[i] = pose[0] * x + pose[1] * y + pose[2] * z + pose[9];
            world[i + 1] = pose[3] * x + pose[4] * y + pose[5] * z + pose[10];
            world[i + 2] = pose[6] * x + pose[7] * y + pose[8] * z + pose[11];
        }
    }

    private int pixel(int x, int y) {
        int side = quality.samples;
        int first = y * side * samples.width + x * side;
        byte surface = samples.surface[first];
        if (!uniform(first, surface)) {
            return edge(x, y, first);
        }
        int pixel = y * baseCamera.widthPx() + x;
        if (surface == SampleBuffer.BACKGROUND) {
            return table.litArgb[pixel];
        }
        if (surface == SampleBuffer.TABLE) {
            if (!shadows.mayBeShaded(table.shadowTile[pixel])) {
                return table.litArgb[pixel];
            }
            float lit = tableLight(pixel);
            return Gamma.argb(table.red(pixel, lit), table.green(pixel, lit), table.blue(pixel, lit));
        }
        int centre = first + side / 2 * samples.width + side / 2;
        shading.shade(objects.get(surface), samples, centre, x * side + side / 2 + .5f, y * side + side / 2 + .5f);
        return Gamma.argb(shading.red, shading.green, shading.blue);
    }

    private boolean uniform(int first, byte surface) {
        int side = quality.samples;
        for (int j = 0; j < side; j++) {
            for (int i = 0; i < side; i++) {
                int at = first + j * samples.width + i;
                if (samples.surface[at] != surface || (surface >= 0 && bent(at, first))) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean bent(int at, int first) {
        return Math.abs(samples.normalX[at] - samples.normalX[first])
                        + Math.abs(samples.normalY[at] - samples.normalY[first])
                        + Math.abs(samples.normalZ[at] - samples.normalZ[first])
                > FLAT_ENOUGH;
    }

    private int edge(int x, int y, int first) {
        int side = quality.samples;
        int pixel = y * baseCamera.widthPx() + x;
        float tableLight = -1;
        float red = 0;
        float green = 0;
        float blue = 0;
        for (int j = 0; j < side; j++) {
            for (int i = 0; i < side; i++) {
                int at = first + j * samples.width + i;
                byte surface = samples.surface[at];
                if (surface == SampleBuffer.BACKGROUND) {
                    red += table.wallRed(y);
                    green += table.wallGreen(y);
                    blue += table.wallBlue(y);
                } else if (surface == SampleBuffer.TABLE) {
                    if (tableLight < 0) {
                        tableLight = tableLight(pixel);
                    }
                    red += table.red(pixel, tableLight);
                    green += table.green(pixel, tableLight);
                    blue += table.blue(pixel, tableLight);
                } else {
                    shading.shade(objects.get(surface), samples, at, x * side + i + .5f, y * side + j + .5f);
                    red += Math.min(1, shading.red);
                    green += Math.min(1, shading.green);
                    blue += Math.min(1, shading.blue);
                }
            }
        }
        float share = 1f / (side * side);
        return Gamma.argb(red * share, green * share, blue * share);
    }

    private float tableLight(int pixel) {
        if (!shadows.mayBeShaded(table.shadowTile[pixel])) {
            return 1;
        }
        return shadows.light(table.shadowColumn[pixel], table.shadowRow[pixel], table.shadowDepth[pixel]);
    }
}
