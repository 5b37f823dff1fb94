package dev.parley.sim.policy;

/**
 * What was asked, as a network takes it.
 *
 * @param words the encoded sentence, or what a reader made of it; zeros where nothing was said
 * @param goal zeros where nothing was shown
 * @param byPicture whether something was shown
 */
@SuppressWarnings("ArrayRecordComponent") // Numbers for a network; compared nowhere.
record EncodedPrompt(float[] words, float[] goal, boolean byPicture) {}
