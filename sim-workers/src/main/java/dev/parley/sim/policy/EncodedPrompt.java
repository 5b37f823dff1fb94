package dev.parley.sim.policy;

/**
 * What was asked, as a network takes it.
 *
 * @param sentence zeros where nothing was said
 * @param goal zeros where nothing was shown
 * @param byPicture whether something was shown
 */
@SuppressWarnings("ArrayRecordComponent") // Numbers for a network; compared nowhere.
record EncodedPrompt(float[] sentence, float[] goal, boolean byPicture) {}
