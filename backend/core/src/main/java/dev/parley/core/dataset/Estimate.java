package dev.parley.core.dataset;

/**
 * What a data set would hold now.
 *
 * @param matching episodes that the filter names and everybody may see
 * @param taken of these, those that go into it
 * @param notAgreed left out of training data: whoever asked did not agree to that
 * @param heldOut left out of training data: their family of prompts is kept for testing, or is not known yet
 * @param unfinished left out of training data: without steps or video, or ended for a reason that is not the policy's
 * @param bytes about, of the archive
 */
public record Estimate(long matching, long taken, long notAgreed, long heldOut, long unfinished, long bytes) {}
