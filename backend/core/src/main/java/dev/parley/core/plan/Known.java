package dev.parley.core.plan;

import dev.parley.core.analysis.plan.Precision;
import dev.parley.core.result.Measured;

/**
 * One policy's rate so far, and how many more episodes until it is known within five points.
 *
 * @param title for people
 */
public record Known(String title, Measured measured, Precision more) {}
