package dev.parley.sim.render;

/** One solid of uniform colour that moves with its pose source and casts a shadow. Used by one thread. */
public final class Drawable {

    final Mesh mesh;
    final PoseSource pose;
    float red;
    float green;
    float blue;
    final float gloss;

    private Drawable(Mesh mesh, PoseSource pose, Paint paint) {
        this.mesh = mesh.compact();
        this.pose = pose;
        red = linear(paint.red);
        green = linear(paint.green);
        blue = linear(paint.blue);
        gloss = paint.gloss;
    }

    // Model colours are as seen on a screen; squaring brings them close to linear light.
    private static float linear(float seen) {
        return seen * seen;
    }

    /** Gives it another colour from the next picture on, each channel 0 to 1 as seen on a screen. */
    public void recolour(float seenRed, float seenGreen, float seenBlue) {
        red = linear(seenRed);
        green = linear(seenGreen);
        blue = linear(seenBlue);
    }

    /** Colour as seen on a screen, each 0 to 1, and the strength of its highlight. */
    public record Paint(float red, float green, float blue, float gloss) {}

    public static Drawable box(float halfX, float halfY, float halfZ, PoseSource pose, Paint paint) {
        return new Drawable(Shapes.box(halfX, halfY, halfZ), pose, paint);
    }

    /** A box whose faces are made of pieces at most {@code tileM} wide, for cameras that come close to it. */
    public static Drawable tiledBox(float halfX, float halfY, float halfZ, float tileM, PoseSource pose, Paint paint) {
        return new Drawable(TiledBox.mesh(new float[] {halfX, halfY, halfZ}, tileM), pose, paint);
    }

    public static Drawable cylinder(float radius, float halfHeight, PoseSource pose, Paint paint) {
        return new Drawable(Shapes.cylinder(radius, halfHeight), pose, paint);
    }

    public static Drawable capsule(float radius, float halfHeight, PoseSource pose, Paint paint) {
        return new Drawable(Shapes.capsule(radius, halfHeight), pose, paint);
    }

    public static Drawable bowl(float radius, float height, PoseSource pose, Paint paint) {
        return new Drawable(Shapes.bowl(radius, height), pose, paint);
    }

    /** @param outline x and y of its corners in turn, seen from above, anticlockwise; it may have notches but not cross itself */
    public static Drawable prism(float[] outline, float halfHeight, PoseSource pose, Paint paint) {
        return new Drawable(Prism.mesh(outline, halfHeight), pose, paint);
    }
}
