package dev.parley.sim.worker;

import dev.parley.sim.evaluate.Evaluate;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * The key for studies: from the environment, from a person at a terminal, who does not see it, or from the first line of standard
 * input. Never an argument, which everybody on the machine can read.
 */
final class StudyKey implements Evaluate.KeySource {

    static final String VARIABLE = "PARLEY_STUDY_KEY";

    private final Map<String, String> environment;
    private final InputStream input;

    StudyKey(Map<String, String> environment, InputStream input) {
        this.environment = environment;
        this.input = input;
    }

    @Override
    public String key() throws IOException {
        String given = environment.getOrDefault(VARIABLE, "").strip();
        if (!given.isEmpty()) {
            return given;
        }
        Console console = System.console();
        if (console != null && console.isTerminal()) {
            char[] typed = console.readPassword("Key for studies: ");
            return typed == null ? missing() : new String(typed).strip();
        }
        try {
            return new ParentPipe(input).readKey();
        } catch (IllegalArgumentException e) {
            return missing();
        }
    }

    private static String missing() {
        throw new IllegalArgumentException(
                "--submit needs a key for studies, in " + VARIABLE + " or as the first line of standard input");
    }
}
