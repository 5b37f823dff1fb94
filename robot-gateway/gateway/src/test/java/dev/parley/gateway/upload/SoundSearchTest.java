package dev.parley.gateway.upload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoundSearchTest {
    private static final String SOUND = "\0\0\0-hdlr\0\0\0\0\0\0\0\0soun\0\0\0";
    private static final String PICTURES = "\0\0\0-hdlr\0\0\0\0\0\0\0\0vide\0\0\0";

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 16, 1000, 100_000})
    void soundTrackIsFoundHoweverItsBytesAreCut(int piece) {
        byte[] noise = new byte[5000];
        new Random(3).nextBytes(noise);
        byte[] file =
                (new String(noise, ISO_8859_1) + PICTURES + SOUND + new String(noise, ISO_8859_1)).getBytes(ISO_8859_1);
        assertThat(found(file, piece)).isTrue();
    }

    @Test
    void recordingOfPicturesAloneHasNone() {
        byte[] noise = new byte[200_000];
        new Random(4).nextBytes(noise);
        assertThat(found(noise, 4096)).isFalse();
        assertThat(found((PICTURES + "soun hdlr soun").getBytes(ISO_8859_1), 5)).isFalse();
        assertThat(found(new byte[0], 1)).isFalse();
    }

    private static boolean found(byte[] file, int piece) {
        SoundSearch search = new SoundSearch();
        boolean found = false;
        for (int at = 0; at < file.length; at += piece) {
            byte[] some = Arrays.copyOfRange(file, at, Math.min(file.length, at + piece));
            found |= search.found(some, some.length);
        }
        return found;
    }
}
