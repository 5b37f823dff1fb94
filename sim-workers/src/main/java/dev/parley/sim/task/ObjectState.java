package dev.parley.sim.task;

/**
 * The true pose of one movable object.
 *
 * @param position of its origin: the centre of a cube or cylinder, the middle of a bowl's underside
 * @param yawRad rotation about the vertical, -pi to pi
 * @param uprightness cosine between its own up axis and the vertical: 1 stands as placed, -1 is upside down
 */
public record ObjectState(Position position, double yawRad, double uprightness) {}
