package dev.parley.sim.render;

/** Where a drawable is at this moment. */
@FunctionalInterface
public interface PoseSource {

    /** Fills twelve numbers: a rotation matrix row by row, then the position in metres. */
    void pose(float[] into);
}
