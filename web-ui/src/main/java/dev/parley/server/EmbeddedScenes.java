package dev.parley.server;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * The scenes that the embedded simulators offer. Held against what the simulator's package carries before anything starts: a
 * worker that refuses would say so in the log alone, and the pages would wait for a station that never comes.
 *
 * @param names ids of carried scenes, or folders with one
 */
record EmbeddedScenes(List<String> names) {
    static final String SETTING = "parley.embedded.scenes";

    private static final String CARRIED = "scenes/carried.json";

    /** Throws {@link IllegalArgumentException} when nothing stands beside a comma. */
    static EmbeddedScenes parse(String text) {
        List<String> names =
                Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        if (names.contains("")) {
            throw new IllegalArgumentException(
                    SETTING + " is a list of scenes with commas between them, not \"" + text + "\"");
        }
        return new EmbeddedScenes(names);
    }

    /**
     * Throws {@link IllegalArgumentException} naming the scene that is not there and those that are.
     *
     * @param simulator the folder of the simulator's program; where there is none yet, only its own start can tell
     */
    void requireThere(Path simulator) throws IOException {
        List<String> carried = carried(simulator);
        for (String name : names) {
            if (name.contains("/")) {
                if (!Files.isRegularFile(Path.of(name, "scene.json"))) {
                    throw new IllegalArgumentException(SETTING + ": there is no scene.json in the folder "
                            + Path.of(name).toAbsolutePath());
                }
            } else if (!carried.isEmpty() && !carried.contains(name)) {
                throw new IllegalArgumentException(SETTING + " names " + name + ", which is no scene; there are "
                        + String.join(", ", carried) + ", and folders, which have a slash in their name");
            }
        }
    }

    /** Empty when the package is not there or names none. */
    private static List<String> carried(Path simulator) throws IOException {
        if (!Files.isDirectory(simulator)) {
            return List.of();
        }
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(simulator, "*.jar")) {
            for (Path jar : jars) {
                try (JarFile content = new JarFile(jar.toFile())) {
                    ZipEntry list = content.getEntry(CARRIED);
                    if (list != null) {
                        try (InputStream in = content.getInputStream(list)) {
                            return List.of(new JsonMapper().readValue(in, String[].class));
                        }
                    }
                }
            }
        }
        return List.of();
    }
}
