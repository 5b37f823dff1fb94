package dev.parley.sim.render;

/** Colour of a point on an object: ambient light, the lamp with its shadow, and a Blinn-Phong highlight (exponent 32). */
final class Shading {

    static final float DIRECT = .86f;
    static final float WARM = 1.04f;
    static final float COOL = .97f;

    private final View view;
    private final ShadowMap shadows;
    private final float towardsX;
    private final float towardsY;
    private final float towardsZ;
    private final float direct;
    /** The ray through each sample is the sum of its column's part, which holds the view direction, and its row's. */
    private final float[] columnRayX;

    private final float[] columnRayY;
    private final float[] columnRayZ;
    private final float[] rowRayX;
    private final float[] rowRayY;
    private final float[] rowRayZ;

    float red;
    float green;
    float blue;

    Shading(View view, Light light, ShadowMap shadows, int width, int height) {
        this.view = view;
        this.shadows = shadows;
        towardsX = light.towards().x();
        towardsY = light.towards().y();
        towardsZ = light.towards().z();
        direct = DIRECT * light.intensity();
        columnRayX = new float[width];
        columnRayY = new float[width];
        columnRayZ = new float[width];
        for (int x = 0; x < width; x++) {
            float rx = (x + .5f - view.centreX) / view.focal;
            columnRayX[x] = view.forward.x() + view.right.x() * rx;
            columnRayY[x] = view.forward.y() + view.right.y() * rx;
            columnRayZ[x] = view.forward.z() + view.right.z() * rx;
        }
        rowRayX = new float[height];
        rowRayY = new float[height];
        rowRayZ = new float[height];
        for (int y = 0; y < height; y++) {
            float ry = (view.centreY - (y + .5f)) / view.focal;
            rowRayX[y] = view.up.x() * ry;
            rowRayY[y] = view.up.y() * ry;
            rowRayZ[y] = view.up.z() * ry;
        }
    }

    /** Shades the object seen at one sample and leaves the result in {@link #red}, {@link #green}, {@link #blue}. */
    void shade(Drawable object, SampleBuffer samples, int column, int row) {
        int at = row * samples.width + column;
        float dx = columnRayX[column] + rowRayX[row];
        float dy = columnRayY[column] + rowRayY[row];
        float dz = columnRayZ[column] + rowRayZ[row];
        float depth = 1 / samples.inverseDepth[at];
        float x = view.eye.x() + dx * depth;
        float y = view.eye.y() + dy * depth;
        float z = view.eye.z() + dz * depth;
        float nx = samples.normalX[at];
        float ny = samples.normalY[at];
        float nz = samples.normalZ[at];
        float scale = (float) (1 / Math.sqrt(nx * nx + ny * ny + nz * nz + 1e-12f));
        nx *= scale;
        ny *= scale;
        nz *= scale;
        float facing = nx * towardsX + ny * towardsY + nz * towardsZ;
        float lit = facing <= 0 ? 0 : facing * visible(x + nx * .003f, y + ny * .003f, z + nz * .003f);
        // The table takes a little of the ambient light from what stands right on it.
        float nearTable = z < .05f ? -.06f * (1 - Math.max(0, z) / .05f) : 0;
        float brightness = .30f + .16f * nz + nearTable + direct * lit;
        float shine = lit > 0
                ? object.gloss
                        * highlight(towardsX, towardsY, towardsZ, nx, ny, nz, dx, dy, dz)
                        * Math.min(1, lit * 1.5f)
                : 0;
        red = object.red * brightness * WARM + shine;
        green = object.green * brightness + shine;
        blue = object.blue * brightness * COOL + shine;
    }

    private float visible(float x, float y, float z) {
        return shadows.light(shadows.column(x, y, z), shadows.row(x, y, z), shadows.depth(x, y, z));
    }

    /** Strength of the highlight on a surface with unit normal n, seen along d (any length). */
    static float highlight(
            float towardsX,
            float towardsY,
            float towardsZ,
            float nx,
            float ny,
            float nz,
            float dx,
            float dy,
            float dz) {
        float inverse = (float) (1 / Math.sqrt(dx * dx + dy * dy + dz * dz));
        float hx = towardsX - dx * inverse;
        float hy = towardsY - dy * inverse;
        float hz = towardsZ - dz * inverse;
        float scale = (float) (1 / Math.sqrt(hx * hx + hy * hy + hz * hz));
        float cosine = Math.max(0, (nx * hx + ny * hy + nz * hz) * scale);
        float p2 = cosine * cosine;
        float p4 = p2 * p2;
        float p8 = p4 * p4;
        return p8 * p8 * p8 * p8;
    }
}
