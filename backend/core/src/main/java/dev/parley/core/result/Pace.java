package dev.parley.core.result;

import java.time.Duration;

/**
 * How long episodes take, from the station's taking one to its end: with the reset before it.
 *
 * @param each mean
 * @param episodes how many were measured, the newest
 */
public record Pace(Duration each, int episodes) {}
