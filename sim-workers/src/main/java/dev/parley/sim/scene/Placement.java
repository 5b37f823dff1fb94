package dev.parley.sim.scene;

/** Where somebody wants an object: what is below it carries it. Metres of the scene, turned about the vertical. */
public record Placement(String object, double xM, double yM, double yawRad) {}
