package dev.parley.core.dataset.video;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Recordings of a simulator, 25 pictures each at 20 a second, as its station uploaded them. */
public final class TestRecordings {
    public static final int PICTURES = 25;

    private TestRecordings() {}

    /** @param letter a, b or c */
    public static byte[] bytes(char letter) {
        try (InputStream input = TestRecordings.class.getResourceAsStream("/dataset/recording-" + letter + ".mp4")) {
            return input.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same pictures, told to be coded in another way. */
    public static byte[] codedOtherwise(byte[] recording) {
        byte[] other = recording.clone();
        for (int i = 0; i + 8 < other.length; i++) {
            if (other[i] == 'a' && other[i + 1] == 'v' && other[i + 2] == 'c' && other[i + 3] == 'C') {
                // The level in the decoder's configuration; decoders take it from the stream.
                other[i + 7] = (byte) (other[i + 7] + 1);
                return other;
            }
        }
        throw new IllegalStateException("no configuration in this recording");
    }

    static Bytes in(byte[] recording) {
        return new Bytes() {
            @Override
            public long size() {
                return recording.length;
            }

            @Override
            public InputStream open(long first, long length) {
                return new ByteArrayInputStream(recording, (int) first, (int) length);
            }
        };
    }
}
