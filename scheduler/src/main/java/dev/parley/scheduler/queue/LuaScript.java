package dev.parley.scheduler.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.Base16;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One atomic step on the index. Redis forgets its scripts when it restarts, so each call can bring the text again. */
enum LuaScript {
    PUT(ScriptOutputType.INTEGER, true, "put"),
    MOVE(ScriptOutputType.INTEGER, true, "move"),
    REMOVE(ScriptOutputType.INTEGER, true, "remove"),
    DROP(ScriptOutputType.INTEGER, true, "drop"),
    PICK(ScriptOutputType.MULTI, true, "pick"),
    PUT_BACK(ScriptOutputType.INTEGER, true, "put_back"),
    REQUIREMENTS(ScriptOutputType.MULTI, true, "requirements"),
    SHOWN(ScriptOutputType.VALUE, true, "shown"),
    /** Only a rebuild may work without a generation. */
    CLEAR(ScriptOutputType.INTEGER, false, "clear"),
    FILL(ScriptOutputType.INTEGER, false, "put");

    private final ScriptOutputType output;
    private final String text;
    private final String digest;

    LuaScript(ScriptOutputType output, boolean checked, String name) {
        this.output = output;
        Stream<String> parts = checked ? Stream.of("keys", "generation", name) : Stream.of("keys", name);
        this.text = parts.map(LuaScript::read).collect(Collectors.joining("\n"));
        this.digest = Base16.digest(text.getBytes(UTF_8));
    }

    /** Runs it; blocks for one round trip, two when Redis does not know the script. */
    <T> T run(RedisCommands<String, String> redis, String generationKey, String... arguments) {
        String[] keys = {generationKey};
        try {
            return redis.evalsha(digest, output, keys, arguments);
        } catch (RedisNoScriptException forgotten) {
            return redis.eval(text, output, keys, arguments);
        }
    }

    private static String read(String name) {
        String path = "/lua/parley/queue/" + name + ".lua";
        try (InputStream in = LuaScript.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("the script " + path + " is missing from the class path");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the script " + path + " cannot be read", e);
        }
    }
}
