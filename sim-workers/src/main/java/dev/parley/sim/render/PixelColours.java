package dev.parley.sim.render;

import java.util.List;

/** The colour of a pixel from its samples: a flat one is shaded once, an edge per sample. */
final class PixelColours {

    private static final float FLAT_ENOUGH = .25f;

    private final int side;
    private final int widthPx;
    private final List<Drawable> objects;
    private final SampleBuffer samples;
    private final ShadowMap shadows;
    private final TableLayer table;
    private final Shading shading;

    PixelColours(
            int side,
            List<Drawable> objects,
            SampleBuffer samples,
            ShadowMap shadows,
            TableLayer table,
            Shading shading) {
        this.side = side;
        widthPx = samples.width / side;
        this.objects = objects;
        this.samples = samples;
        this.shadows = shadows;
        this.table = table;
        this.shading = shading;
    }

    /** Opaque 0xAARRGGBB of pixel ({@code x}, {@code y}). */
    int argb(int x, int y) {
        int first = y * side * samples.width + x * side;
        byte surface = samples.surface[first];
        if (!uniform(first, surface)) {
            return edge(x, y, first);
        }
        int pixel = y * widthPx + x;
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
        shading.shade(objects.get(surface), samples, x * side + side / 2, y * side + side / 2);
        return Gamma.argb(shading.red, shading.green, shading.blue);
    }

    private boolean uniform(int first, byte surface) {
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
        int pixel = y * widthPx + x;
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
                    shading.shade(objects.get(surface), samples, x * side + i, y * side + j);
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
