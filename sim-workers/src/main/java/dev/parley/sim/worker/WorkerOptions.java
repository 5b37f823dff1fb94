package dev.parley.sim.worker;

import dev.parley.sim.scene.SceneFolder;
import dev.parley.station.privacy.PrivacyMasks;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The command line.
 *
 * @param gateway origin of the server, http or https, without a path
 * @param data folder for the spool and the unpacked natives; made when absent
 * @param scenes ids of carried scenes, or folders with one, in the order in which they are offered
 * @param name what the log calls this station
 * @param rehearsal under the rules of a real robot
 * @param masks by camera, what of its picture is black before it leaves this station
 */
record WorkerOptions(
        URI gateway, Path data, List<String> scenes, String name, boolean rehearsal, Map<String, PrivacyMasks> masks) {

    static final String USAGE = """
            usage: sim-worker --gateway http://127.0.0.1:8080 --data DIR [--scene ID|FOLDER[,ID|FOLDER...]]
                              [--name "Sim 1"] [--rehearse-real] [--mask CAMERA=L,T,W,H[;L,T,W,H...][/CAMERA=...]]
            --scene: every carried scene unless told otherwise; SCENES.md says how to describe another in a folder.
            --rehearse-real: a simulation under every rule of a real robot; it needs a person at its local console, and
            has blocks-and-bowls unless told otherwise.
            --mask: parts of a camera's picture that are black in posters, live video, recordings and drawings; left, top,
            width and height in fractions of the picture, at most 16 a camera.
            The station's key is the first line of standard input; the worker ends in order when standard input ends.
            It prints "PARLEY-SIM-WORKER ready" once the gateway has welcomed it; the log goes to standard error.""";

    private static final String REHEARSED = "blocks-and-bowls";
    private static final String REHEARSE = "--rehearse-real";
    private static final List<String> NAMES = List.of("--gateway", "--data", "--scene", "--name", "--mask");

    /** Throws {@link IllegalArgumentException} naming the argument that is wrong. */
    static WorkerOptions parse(List<String> arguments) {
        Map<String, String> given = new HashMap<>();
        boolean rehearsal = arguments.contains(REHEARSE);
        List<String> pairs =
                arguments.stream().filter(each -> !each.equals(REHEARSE)).toList();
        for (int i = 0; i < pairs.size(); i += 2) {
            String name = pairs.get(i);
            if (!NAMES.contains(name)) {
                throw new IllegalArgumentException("Unknown argument " + name);
            }
            if (i + 1 == pairs.size() || pairs.get(i + 1).isBlank()) {
                throw new IllegalArgumentException(name + " needs a value");
            }
            given.put(name, pairs.get(i + 1));
        }
        return new WorkerOptions(
                origin(required(given, "--gateway")),
                Path.of(required(given, "--data")).toAbsolutePath().normalize(),
                scenes(given, rehearsal),
                given.getOrDefault("--name", "Sim 1"),
                rehearsal,
                masks(given));
    }

    private static Map<String, PrivacyMasks> masks(Map<String, String> given) {
        Map<String, PrivacyMasks> masks = new HashMap<>();
        if (given.containsKey("--mask")) {
            for (String camera : given.getOrDefault("--mask", "").split("/", -1)) {
                String[] named = camera.split("=", -1);
                if (named.length != 2 || named[0].isBlank() || masks.containsKey(named[0].strip())) {
                    throw new IllegalArgumentException(
                            "--mask is CAMERA=LEFT,TOP,WIDTH,HEIGHT, each camera once, not " + camera);
                }
                masks.put(named[0].strip(), PrivacyMasks.parse(named[1]));
            }
        }
        return Map.copyOf(masks);
    }

    private static List<String> scenes(Map<String, String> given, boolean rehearsal) {
        String wanted = given.get("--scene");
        if (wanted == null) {
            return rehearsal ? List.of(REHEARSED) : SceneFolder.carriedIds();
        }
        List<String> scenes =
                Arrays.stream(wanted.split(",", -1)).map(String::strip).toList();
        if (scenes.contains("")) {
            throw new IllegalArgumentException("--scene has a name missing beside a comma: " + wanted);
        }
        return scenes;
    }

    private static String required(Map<String, String> given, String name) {
        return Optional.ofNullable(given.get(name))
                .orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
    }

    private static URI origin(String text) {
        URI uri = URI.create(text);
        boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        boolean bare = uri.getRawPath() == null || uri.getRawPath().matches("/?");
        if (!web || uri.getHost() == null || !bare || uri.getRawQuery() != null || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "--gateway is an origin such as http://127.0.0.1:8080, without path or user, not " + text);
        }
        return URI.create(uri.getScheme() + "://" + uri.getRawAuthority());
    }
}
