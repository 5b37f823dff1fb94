package dev.parley.sim.evaluate;

import dev.parley.sim.task.Task;

/**
 * One episode that is to be run.
 *
 * @param number its place in the evaluation, from 0
 * @param scene id of a carried scene or a folder
 * @param instruction what the policy is told; what would be said, where it is shown a picture instead
 */
record PlannedEpisode(int number, String scene, Task task, String instruction, long seed) {}
