package dev.parley.sim.worker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Standard input, held open by whoever started this process: its first line is the station's key, and its end - however the
 * other process ended - means that this one must end too.
 */
final class ParentPipe {

    private static final int LONGEST_KEY = 1024;

    private final InputStream input;

    ParentPipe(InputStream input) {
        this.input = input;
    }

    /** Reads the key; throws {@link IllegalArgumentException} when there is none, without ever quoting what was read. */
    String readKey() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = input.read();
        while (next >= 0 && next != '\n') {
            if (line.size() == LONGEST_KEY) {
                throw new IllegalArgumentException(
                        "The first line of standard input is longer than " + LONGEST_KEY + " bytes: no station key");
            }
            line.write(next);
            next = input.read();
        }
        String key = line.toString(StandardCharsets.UTF_8).strip();
        if (key.isEmpty()) {
            throw new IllegalArgumentException(
                    "The first line of standard input must be the station's key, it is empty");
        }
        return key;
    }

    /** Returns when the other end is closed. */
    void awaitEnd() throws IOException {
        byte[] ignored = new byte[256];
        int read;
        do {
            read = input.read(ignored);
        } while (read >= 0);
    }
}
