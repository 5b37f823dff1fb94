package dev.parley.sim.scene;

import dev.parley.sim.body.Action;

/**
 * What one action did.
 *
 * @param state all generalised positions, then all velocities, for the step log
 * @param applied the action after limits and workspace were enforced
 * @param contacts number of touching pairs at the end of the step
 * @param simulatedTimeS time since the reset in the simulated world
 */
@SuppressWarnings("ArrayRecordComponent") // A log row; compared nowhere.
public record StepResult(double[] state, Action applied, int contacts, double simulatedTimeS) {}
