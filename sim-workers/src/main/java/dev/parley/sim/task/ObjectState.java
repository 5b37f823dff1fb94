package dev.parley.sim.task;

/**
 * The true pose of one object.
 *
 * @param position of its origin: the centre of a cube or cylinder, the middle of a bowl's underside
 * @param yawRad rotation about the vertical, -pi to pi
 * @param uprightness cosine between its own up axis and the vertical: 1 stands as placed, -1 is upside down
 */
public record ObjectState(Position position, double yawRad, double uprightness) {

    /** A point of the world as seen from this object, turned with it about the vertical. */
    public Position own(Position point) {
        double x = point.xM() - position.xM();
        double y = point.yM() - position.yM();
        double cos = StrictMath.cos(yawRad);
        double sin = StrictMath.sin(yawRad);
        return new Position(cos * x + sin * y, cos * y - sin * x, point.zM() - position.zM());
    }

    /** Where a point of this object's own frame is in the world, as far as the object stands upright. */
    public Position world(SceneObject.Spot spot) {
        double cos = StrictMath.cos(yawRad);
        double sin = StrictMath.sin(yawRad);
        return new Position(
                position.xM() + cos * spot.xM() - sin * spot.yM(),
                position.yM() + sin * spot.xM() + cos * spot.yM(),
                position.zM() + spot.zM());
    }
}
