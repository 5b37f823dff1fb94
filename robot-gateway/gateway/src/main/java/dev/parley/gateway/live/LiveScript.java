package dev.parley.gateway.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.ScriptOutputType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** One atomic step on the index of live video. */
enum LiveScript {
    FIND(ScriptOutputType.MULTI, "find"),
    ALL(ScriptOutputType.MULTI, "all"),
    PUT(ScriptOutputType.VALUE, "put"),
    UPDATE(ScriptOutputType.INTEGER, "update"),
    JOIN(ScriptOutputType.INTEGER, "join"),
    REMOVE(ScriptOutputType.INTEGER, "remove"),
    ADOPT(ScriptOutputType.INTEGER, "adopt"),
    REFRESH(ScriptOutputType.MULTI, "refresh");

    static final String[] KEYS = {"parley:live:entries", "parley:live:seen", "parley:live:generation"};

    private final ScriptOutputType output;
    private final String text;

    LiveScript(ScriptOutputType output, String name) {
        this.output = output;
        text = read("common") + "\n" + read(name);
    }

    ScriptOutputType output() {
        return output;
    }

    String text() {
        return text;
    }

    private static String read(String name) {
        String path = "/lua/parley/live/" + name + ".lua";
        try (InputStream in = LiveScript.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("the script " + path + " is missing from the class path");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the script " + path + " cannot be read", e);
        }
    }
}
