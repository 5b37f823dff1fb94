package dev.parley.core.result;

import java.util.List;

/**
 * What the conditions of one version's starts moved.
 *
 * @param starts with recorded conditions
 * @param effects surest first
 */
public record Moved(Measured measured, int starts, List<Effect> effects) {}
