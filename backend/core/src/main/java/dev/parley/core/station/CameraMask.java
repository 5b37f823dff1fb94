package dev.parley.core.station;

/**
 * A part of a camera's picture that is black before the picture leaves the station.
 *
 * @param left in fractions of the picture's width, from its left edge
 * @param top in fractions of its height, from its upper edge
 */
public record CameraMask(String camera, double left, double top, double width, double height) {}
