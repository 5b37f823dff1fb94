package dev.parley.core.goal;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** Where somebody wants an object of a scene: metres from its origin, turned about the vertical. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Placed(String object, double xM, double yM, double yawRad) {}
