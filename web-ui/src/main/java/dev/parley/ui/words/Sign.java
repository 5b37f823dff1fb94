package dev.parley.ui.words;

/** How a state is shown everywhere: shape, then word, then colour. */
public record Sign(Glyph glyph, String word, Tone tone) {}
