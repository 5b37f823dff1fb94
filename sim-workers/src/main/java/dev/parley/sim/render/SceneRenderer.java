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

    private final Camera baseCamera;
    private final Quality quality;
    private final List<Drawable> objects;
    private final SampleBuffer samples;
    private final ShadowMap shadows;
    private final WoodTexture wood = new WoodTexture();
    private final float[] pose = new float[12];
    private final float[] world;
    private final int[] emptyPicture;
    private TableLayer.Lamp lamp;
    private View view;
    private TableLayer table;
    private PixelColours colours;
    private ShadowReach shadowReach;

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
        samples = new SampleBuffer(camera.widthPx(), camera.heightPx(), quality.samples);
        shadows = new ShadowMap(quality.shadowTexels, quality.shadowSoftness);
        world = new float
                [objects.stream().mapToInt(o -> o.mesh.vertices.length).max().orElse(0)];
        emptyPicture = new int[camera.widthPx() * camera.heightPx()];
        lamp = new TableLayer.Lamp(Light.at(2.232, 1.006, 1), 1, TableTexture.PLANKS, shadows);
        shadows.aim(lamp.light().towards());
        lookFrom(camera);
    }

    /** Changes what holds for a whole episode: lamp, brightness of the table, and a small sideways shift of the camera. */
    public void prepare(Light light, float tableTone, float cameraDxM, float cameraDyM) {
        prepare(light, tableTone, TableTexture.PLANKS, new Vector(cameraDxM, cameraDyM, 0));
    }

    /** As {@link #prepare(Light, float, float, float)} with another top of the table and a shift of the camera in any direction. */
    public void prepare(Light light, float tableTone, TableTexture texture, Vector shiftM) {
        shadows.aim(light.towards());
        lamp = new TableLayer.Lamp(light, tableTone, texture, shadows);
        lookFrom(baseCamera.shifted(shiftM));
    }

    /**
     * Goes on with another camera, whose picture has the same size. It costs as much as several pictures of a camera that stands
     * still.
     */
    public void lookFrom(Camera camera) {
        view = new View(camera, quality.samples);
        table = new TableLayer(camera, quality.samples, quality.textureSamples, view, lamp, wood);
        colours = new PixelColours(
                quality.samples,
                objects,
                samples,
                shadows,
                table,
                new Shading(view, lamp.light(), shadows, samples.width, samples.height));
        shadowReach =
                new ShadowReach(samples.touched, table, camera.widthPx(), camera.heightPx(), shadows.tileColumns());
        samples.reset(table);
        shadows.clear();
        colour(emptyPicture, 0, 0, camera.widthPx(), camera.heightPx());
    }

    /** Draws the objects where they are now into {@code argb}, width × height opaque pixels, rows from the top. */
    public void render(int[] argb) {
        if (argb.length != baseCamera.widthPx() * baseCamera.heightPx()) {
            throw new IllegalArgumentException("The picture needs " + baseCamera.widthPx() + "×" + baseCamera.heightPx()
                    + " pixels, the array has " + argb.length);
        }
        shadows.clear();
        samples.clear(table);
        for (int i = 0; i < objects.size(); i++) {
            Drawable object = objects.get(i);
            object.pose.pose(pose);
            place(object.mesh);
            shadows.cast(object.mesh, world);
            samples.draw(object.mesh, world, pose, view, (byte) i);
        }
        System.arraycopy(emptyPicture, 0, argb, 0, argb.length);
        TileMarks tiles = samples.touched;
        for (int row = 0; row < tiles.rows; row++) {
            for (int column = 0; column < tiles.columns; column++) {
                if (tiles.isMarked(column, row) || shadowReach.mayBeShaded(column, row, shadows)) {
                    int left = column * SampleBuffer.TILE_PX;
                    int top = row * SampleBuffer.TILE_PX;
                    colour(
                            argb,
                            left,
                            top,
                            Math.min(baseCamera.widthPx(), left + SampleBuffer.TILE_PX),
                            Math.min(baseCamera.heightPx(), top + SampleBuffer.TILE_PX));
                }
            }
        }
    }

    private void colour(int[] argb, int left, int top, int right, int bottom) {
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                argb[y * baseCamera.widthPx() + x] = colours.argb(x, y);
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
}
