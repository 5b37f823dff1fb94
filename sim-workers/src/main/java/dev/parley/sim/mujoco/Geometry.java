package dev.parley.sim.mujoco;

/**
 * One collision shape of a model.
 *
 * @param index its number in the model
 * @param shape its kind
 * @param body the number of the body that carries it
 * @param sizeM the engine's three half sizes in metres; their meaning depends on the shape
 * @param rgba colour, each 0 to 1
 */
public record Geometry(int index, Shape shape, int body, Triple sizeM, Colour rgba) {

    /** The shapes that the scenes use; {@link #OTHER} is never drawn. */
    public enum Shape {
        CAPSULE,
        CYLINDER,
        BOX,
        OTHER;

        static Shape of(int engineType) {
            return switch (engineType) {
                case 3 -> CAPSULE;
                case 5 -> CYLINDER;
                case 6 -> BOX;
                default -> OTHER;
            };
        }
    }

    /** Three lengths in metres. */
    public record Triple(double x, double y, double z) {}

    /** A colour as the model states it, each channel 0 to 1. */
    public record Colour(float red, float green, float blue, float alpha) {}
}
