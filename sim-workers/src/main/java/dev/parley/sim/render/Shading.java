package dev.parley.sim.render;

/** Colour of a point on an object: ambient light, the lamp with its shadow, and a Blinn-Phong highlight (exponent 32). */
final class Shading {

    static final float DIRECT = .86f;
    static final float WARM = 1.04f;
    static final float COOL = .97f;

    private final View view;
    private final Light light;
    private final ShadowMap shadows;

    float red;
    float green;
    float blue;

    Shading(View view, Light light, ShadowMap shadows) {
        this.view = view;
        this.light = light;
        this.shadows = shadows;
    }

    /** Shades the object seen at one sample and leaves the result in {@link #red}, {@link #green}, {@link #blue}. */
    void shade(Drawable object, SampleBuffer samples, int at, float sampleX, float sampleY) {
        float rx = (sampleX - view.centreX) / view.focal;
        float ry = (view.centreY - sampleY) / view.focal;
        float dx = view.forward.x() + view.right.x() * rx + view.up.x() * ry;
        float dy = view.forward.y() + view.right.y() * rx + view.up.y() * ry;
        float dz = view.forward.z() + view.right.z() * rx + view.up.z() * ry;
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
        Vector towards = light.towards();
        float facing = nx * towards.x() + ny * towards.y() + nz * towards.z();
        float lit = facing <= 0 ? 0 : facing * visible(x + nx * .003f, y + ny * .003f, z + nz * .003f);
        // The table takes a little of the ambient light from what stands right on it.
        float nearTable = z < .05f ? -.06f * (1 - Math.max(0, z) / .05f) : 0;
        float brightness = .30f + .16f * nz + nearTable + DIRECT * light.intensity() * lit;
        float shine = lit > 0 ? object.gloss * highlight(towards, nx, ny, nz, dx, dy, dz) * Math.min(1, lit * 1.5f) : 0;
        red = object.red * brightness * WARM + shine;
        green = object.green * brightness + shine;
        blue = object.blue * brightness * COOL + shine;
    }

    private float visible(float x, float y, float z) {
        return shadows.light(shadows.column(x, y, z), shadows.row(x, y, z), shadows.depth(x, y, z));
    }

    /** Strength of the highlight on a surface with unit normal n, seen along d (any length). */
    static float highlight(Vector towards, float nx, float ny, float nz, float dx, float dy, float dz) {
        float inverse = (float) (1 / Math.sqrt(dx * dx + dy * dy + dz * dz));
        float hx = towards.x() - dx * inverse;
        float hy = towards.y() - dy * inverse;
        float hz = towards.z() - dz * inverse;
        float scale = (float) (1 / Math.sqrt(hx * hx + hy * hy + hz * hz));
        float cosine = Math.max(0, (nx * hx + ny * hy + nz * hz) * scale);
        float p2 = cosine * cosine;
        float p4 = p2 * p2;
        float p8 = p4 * p4;
        return p8 * p8 * p8 * p8;
    }
}
