package dev.parley.station.recording;

import java.nio.file.Path;

/**
 * A finished recording.
 *
 * @param file where it lies, complete
 * @param frames how many pictures it holds
 * @param format size and rate
 */
public record Recording(Path file, int frames, VideoFormat format) {}
