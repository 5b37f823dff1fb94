package dev.parley.sim.render;

/**
 * The lamp of a scene, far away.
 *
 * @param towards unit direction from the table to the lamp
 * @param intensity brightness of its direct light, 1 is usual
 */
public record Light(Vector towards, float intensity) {

    /** A lamp by its angles: azimuth from the x axis towards y, elevation above the table. */
    public static Light at(double azimuthRad, double elevationRad, double intensity) {
        double flat = StrictMath.cos(elevationRad);
        return new Light(
                new Vector(
                        (float) (flat * StrictMath.cos(azimuthRad)),
                        (float) (flat * StrictMath.sin(azimuthRad)),
                        (float) StrictMath.sin(elevationRad)),
                (float) intensity);
    }
}
