package dev.parley.station.recording;

/**
 * Size and rate of a recording. Frame n is shown from n/fps to (n+1)/fps seconds, without exception.
 *
 * @param widthPx even, because chroma has half the resolution
 * @param heightPx even
 * @param fps whole frames per second, 1 to 120
 */
public record VideoFormat(int widthPx, int heightPx, int fps) {

    public VideoFormat {
        if (widthPx < 16 || heightPx < 16 || widthPx % 2 != 0 || heightPx % 2 != 0) {
            throw new IllegalArgumentException(
                    "A recording is at least 16×16 pixels and even both ways, not " + widthPx + "×" + heightPx);
        }
        if (fps < 1 || fps > 120) {
            throw new IllegalArgumentException("A recording has 1 to 120 frames per second, not " + fps);
        }
    }

    int pixels() {
        return widthPx * heightPx;
    }
}
