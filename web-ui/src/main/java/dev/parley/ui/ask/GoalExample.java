package dev.parley.ui.ask;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * A goal picture that ships with the pages. It shows one layout of its scene, so it goes with the seed of that layout.
 *
 * @param title what it shows, for people
 * @param file address of the picture on this site
 */
record GoalExample(String sceneId, long seed, String title, String file) {
    private static final String LIST = "/goals/examples.json";

    /** All of them; throws {@link IllegalStateException} when the package lacks the list. */
    static List<GoalExample> all() {
        try (InputStream in = GoalExample.class.getResourceAsStream(LIST)) {
            if (in == null) {
                throw new IllegalStateException("The package lacks " + LIST + ": reinstall it.");
            }
            return List.of(new JsonMapper().readValue(in, GoalExample[].class));
        } catch (IOException e) {
            throw new UncheckedIOException("Read " + LIST, e);
        }
    }

    byte[] picture() {
        try (InputStream in = GoalExample.class.getResourceAsStream("/META-INF/resources" + file)) {
            if (in == null) {
                throw new IllegalStateException("The package lacks " + file + ": reinstall it.");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("Read " + file, e);
        }
    }
}
