package dev.parley.sim.scene;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The files of one scene: {@code scene.json}, {@code model.xml} and {@code phrasings.json}, carried in the package under the
 * scene's id or lying in a folder of a lab's own.
 */
public final class SceneFolder {

    private static final String CARRIED = "/scenes/";

    private final String name;
    private final boolean carried;

    private SceneFolder(String name, boolean carried) {
        this.name = name;
        this.carried = carried;
    }

    /**
     * The scene of that id, or in that folder when there is a slash in it; throws {@link IllegalArgumentException} when there is
     * none.
     */
    public static SceneFolder of(String idOrFolder) {
        if (idOrFolder.contains("/")) {
            if (!Files.isRegularFile(Path.of(idOrFolder, "scene.json"))) {
                throw new IllegalArgumentException("There is no scene.json in the folder " + idOrFolder);
            }
            return new SceneFolder(idOrFolder, false);
        }
        if (!idOrFolder.matches("[a-z0-9-]{1,64}")) {
            throw new IllegalArgumentException(
                    "A scene id has lower-case letters, digits and hyphens, not: " + idOrFolder);
        }
        if (!carriedIds().contains(idOrFolder)) {
            throw new IllegalArgumentException(
                    "No scene named " + idOrFolder + " is carried; there are " + carriedIds());
        }
        return new SceneFolder(idOrFolder, true);
    }

    /** A JSON file that all scenes share. */
    public static <T> T shared(String file, Class<T> type) {
        return json(new SceneFolder("", true).bytes(file), type);
    }

    /** Ids of the scenes in this package. */
    public static List<String> carriedIds() {
        return List.of(shared("carried.json", String[].class));
    }

    /** The content of one file; throws {@link IllegalStateException} when it is not there. */
    public byte[] bytes(String file) {
        String path = name.isEmpty() ? file : name + "/" + file;
        try (InputStream in = open(path)) {
            if (in == null) {
                throw new IllegalStateException("The package lacks " + CARRIED + path + ": reinstall it.");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("The scene's file " + path + " cannot be read: " + e.getMessage(), e);
        }
    }

    private InputStream open(String path) throws IOException {
        return carried ? SceneFolder.class.getResourceAsStream(CARRIED + path) : Files.newInputStream(Path.of(path));
    }

    /** Whether the scene has that file. */
    public boolean has(String file) {
        return carried
                ? SceneFolder.class.getResource(CARRIED + name + "/" + file) != null
                : Files.isRegularFile(Path.of(name, file));
    }

    public String text(String file) {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    /** The content of a JSON file as an object; throws {@link IllegalStateException} saying what is wrong with it. */
    public <T> T json(String file, Class<T> type) {
        return json(bytes(file), type);
    }

    private static <T> T json(byte[] content, Class<T> type) {
        try {
            return new JsonMapper().readValue(content, type);
        } catch (IOException e) {
            throw new IllegalStateException("A " + type.getSimpleName() + " cannot be read: " + e.getMessage(), e);
        }
    }
}
