package dev.parley.core.dataset.video;

import java.io.IOException;

/** A recording that cannot be joined with others frame by frame; the message says in plain words why. */
public final class UnfitRecording extends IOException {
    public UnfitRecording(String why) {
        super(why);
    }
}
