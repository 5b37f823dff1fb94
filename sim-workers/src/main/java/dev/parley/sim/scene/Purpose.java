package dev.parley.sim.scene;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Arrays;
import java.util.Locale;

/** What a varied factor is for. Those of pose, start, light, camera and table act by their names, the others on what they are of. */
public enum Purpose {
    /** Where an object stands: {@code <object>.x_m}, {@code <object>.y_m}, {@code <object>.yaw_rad}. */
    POSE,
    /** Whether the object that the name begins with starts on the table (0) or on top of the n-th object that the factor is of. */
    SEAT,
    /** Where the body starts, by names that it knows. */
    START,
    /** {@code light.azimuth_rad}, {@code light.elevation_rad}, {@code light.intensity}. */
    LIGHT,
    /** {@code camera.dx_m}, {@code camera.dy_m}, {@code camera.dz_m}. */
    CAMERA,
    /** {@code table.tone}, {@code table.texture}. */
    TABLE,
    /** Sliding friction coefficient of the shapes named like the objects it is of. */
    FRICTION,
    /** Multiplies mass and inertia of the objects it is of. */
    MASS,
    /** Which colour of the scene's palette the objects it is of wear. */
    COLOUR,
    /** Value of the fixture's joint it is of. */
    JOINT,
    /** Whether the weld it is of holds (1) or lets go (0): a board fixed to the table or loose. */
    FIXED,
    /** Control steps by which actions come late. */
    LATENCY;

    @JsonCreator
    static Purpose of(String word) {
        return Arrays.stream(values())
                .filter(purpose -> purpose.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("A factor's purpose is one of "
                        + Arrays.stream(values()).map(Purpose::word).toList() + ", not " + word));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
