package dev.parley.core.transition;

/**
 * One allowed change of state.
 *
 * @param reason when it happens, for whoever reads the table
 */
public record Transition<S extends Enum<S>>(S from, S to, String reason) {}
