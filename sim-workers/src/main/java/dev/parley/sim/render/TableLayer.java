package dev.parley.sim.render;

/**
 * Everything that stays the same from frame to frame: the wall behind, the table's top, and its colour lit and shaded.
 *
 * <p>Built once per camera and light. The wood is averaged over a fine grid inside each pixel, so that a small picture does
 * not flicker. Only the top is drawn: the cameras look down on it.
 */
final class TableLayer {

    private static final float MIN_X = -.50f;
    private static final float MAX_X = .60f;
    private static final float MAX_Y = .55f;

    /** Light that reaches an upward surface from everywhere but the lamp. */
    private static final float AMBIENT = .46f;

    private static final float GLOSS = .08f;

    final float[] inverseDepth;
    final byte[] surface;
    /** Finished colour of a pixel that shows no object and lies in no shadow. */
    final int[] litArgb;
    /** Per pixel: brightness of the wood, and the lamp's highlight. */
    final float[] brightness;

    final float[] highlight;
    final float[] shadowColumn;
    final float[] shadowRow;
    final float[] shadowDepth;
    final int[] shadowTile;

    private final int width;
    private final int height;
    private final int samples;
    private final View view;
    private final float direct;
    private final Light light;
    private final TableTexture texture;

    TableLayer(Camera camera, int samples, int textureSamples, View view, Lamp lamp, WoodTexture wood) {
        width = camera.widthPx();
        height = camera.heightPx();
        this.samples = samples;
        this.view = view;
        light = lamp.light;
        texture = lamp.texture;
        direct = Shading.DIRECT * light.intensity() * light.towards().z();
        inverseDepth = new float[width * samples * height * samples];
        surface = new byte[inverseDepth.length];
        litArgb = new int[width * height];
        brightness = new float[width * height];
        highlight = new float[width * height];
        shadowColumn = new float[width * height];
        shadowRow = new float[width * height];
        shadowDepth = new float[width * height];
        shadowTile = new int[width * height];
        fillSamples();
        fillPixels(lamp, wood, textureSamples);
    }

    /** The light of a scene and the brightness of its table. */
    record Lamp(Light light, float tableTone, TableTexture texture, ShadowMap shadows) {}

    private void fillSamples() {
        int stride = width * samples;
        for (int y = 0; y < height * samples; y++) {
            for (int x = 0; x < stride; x++) {
                float distance = distanceToTable(x + .5f, y + .5f);
                int at = y * stride + x;
                surface[at] = distance > 0 ? SampleBuffer.TABLE : SampleBuffer.BACKGROUND;
                inverseDepth[at] = distance > 0 ? 1 / distance : 0;
            }
        }
    }

    private void fillPixels(Lamp lamp, WoodTexture wood, int textureSamples) {
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = y * width + x;
                fillWood(x, y, wood, textureSamples, lamp.tableTone);
                float distance = distanceToTable((x + .5f) * samples, (y + .5f) * samples);
                if (distance <= 0) {
                    shadowTile[at] = -1;
                    litArgb[at] = wallArgb(y);
                    continue;
                }
                float px = pointX(distance, (x + .5f) * samples, (y + .5f) * samples);
                float py = pointY(distance, (x + .5f) * samples, (y + .5f) * samples);
                shadowColumn[at] = lamp.shadows.column(px, py, .003f);
                shadowRow[at] = lamp.shadows.row(px, py, .003f);
                shadowDepth[at] = lamp.shadows.depth(px, py, .003f);
                shadowTile[at] = lamp.shadows.tile(shadowColumn[at], shadowRow[at]);
                highlight[at] = Shading.highlight(
                                light.towards().x(),
                                light.towards().y(),
                                light.towards().z(),
                                0,
                                0,
                                1,
                                px - view.eye.x(),
                                py - view.eye.y(),
                                -view.eye.z())
                        * GLOSS;
                litArgb[at] = Gamma.argb(red(at, 1), green(at, 1), blue(at, 1));
            }
        }
    }

    private void fillWood(int x, int y, WoodTexture wood, int textureSamples, float tone) {
        float sum = 0;
        int hits = 0;
        for (int j = 0; j < textureSamples; j++) {
            for (int i = 0; i < textureSamples; i++) {
                float sx = (x + (i + .5f) / textureSamples) * samples;
                float sy = (y + (j + .5f) / textureSamples) * samples;
                float distance = distanceToTable(sx, sy);
                if (distance > 0) {
                    sum += texture.brightness(wood, pointX(distance, sx, sy), pointY(distance, sx, sy));
                    hits++;
                }
            }
        }
        brightness[y * width + x] = hits == 0 ? tone : tone * sum / hits;
    }

    float red(int pixel, float lit) {
        return texture.red * brightness[pixel] * (AMBIENT + direct * lit) * Shading.WARM + highlight[pixel] * lit;
    }

    float green(int pixel, float lit) {
        return texture.green * brightness[pixel] * (AMBIENT + direct * lit) + highlight[pixel] * lit;
    }

    float blue(int pixel, float lit) {
        return texture.blue * brightness[pixel] * (AMBIENT + direct * lit) * Shading.COOL + highlight[pixel] * lit;
    }

    float wallRed(int pixelRow) {
        return .30f - .12f * pixelRow / height;
    }

    float wallGreen(int pixelRow) {
        return .36f - .13f * pixelRow / height;
    }

    float wallBlue(int pixelRow) {
        return .45f - .15f * pixelRow / height;
    }

    private int wallArgb(int row) {
        return Gamma.argb(wallRed(row), wallGreen(row), wallBlue(row));
    }

    // Depth along the view axis where the ray through a sample meets the table's top, or -1.
    private float distanceToTable(float sampleX, float sampleY) {
        float dz = directionZ(sampleX, sampleY);
        if (dz >= -1e-6f) {
            return -1;
        }
        float distance = -view.eye.z() / dz;
        float x = pointX(distance, sampleX, sampleY);
        float y = pointY(distance, sampleX, sampleY);
        return x >= MIN_X && x <= MAX_X && y >= -MAX_Y && y <= MAX_Y ? distance : -1;
    }

    private float directionZ(float sampleX, float sampleY) {
        float rx = (sampleX - view.centreX) / view.focal;
        float ry = (view.centreY - sampleY) / view.focal;
        return view.forward.z() + view.right.z() * rx + view.up.z() * ry;
    }

    private float pointX(float distance, float sampleX, float sampleY) {
        float rx = (sampleX - view.centreX) / view.focal;
        float ry = (view.centreY - sampleY) / view.focal;
        return view.eye.x() + distance * (view.forward.x() + view.right.x() * rx + view.up.x() * ry);
    }

    private float pointY(float distance, float sampleX, float sampleY) {
        float rx = (sampleX - view.centreX) / view.focal;
        float ry = (view.centreY - sampleY) / view.focal;
        return view.eye.y() + distance * (view.forward.y() + view.right.y() * rx + view.up.y() * ry);
    }
}
