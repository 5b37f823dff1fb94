package dev.parley.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/** Reads what lies under docker/. */
final class DockerFolder {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    static final Path FOLDER = ROOT.resolve("docker");

    private DockerFolder() {}

    static String text(String name) {
        try {
            return Files.readString(FOLDER.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, Object> compose() {
        return map(new Yaml().load(text("compose.yaml")));
    }

    /** Services of compose.yaml by name. */
    static Map<String, Object> services() {
        return map(compose().get("services"));
    }

    /** Every object of every manifest. */
    static List<Map<String, Object>> manifests() {
        List<Map<String, Object>> all = new ArrayList<>();
        for (String file :
                strings(map(new Yaml().load(text("kustomization.yaml"))).get("resources"))) {
            new Yaml().loadAll(text(file)).forEach(document -> all.add(map(document)));
        }
        return all;
    }

    static List<Map<String, Object>> manifests(String kind) {
        return manifests().stream()
                .filter(object -> kind.equals(object.get("kind")))
                .toList();
    }

    /** Objects that make pods. */
    static List<Map<String, Object>> workloads() {
        return Stream.concat(manifests("Deployment").stream(), manifests("StatefulSet").stream())
                .toList();
    }

    static Map<String, Object> pod(Map<String, Object> workload) {
        return at(at(at(workload, "spec"), "template"), "spec");
    }

    /** The only container of a workload. */
    static Map<String, Object> container(Map<String, Object> workload) {
        return list(pod(workload).get("containers")).getFirst();
    }

    static String name(Map<String, Object> object) {
        return String.valueOf(at(object, "metadata").get("name"));
    }

    static Map<String, Object> at(@Nullable Map<String, Object> object, String key) {
        Object value = map(object).get(key);
        if (value == null) {
            throw new AssertionError(key + " is missing in " + object);
        }
        return map(value);
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(@Nullable Object value) {
        return (Map<String, Object>) present(value);
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> list(@Nullable Object value) {
        return (List<Map<String, Object>>) present(value);
    }

    static List<String> strings(@Nullable Object value) {
        return ((List<?>) present(value)).stream().map(String::valueOf).toList();
    }

    private static Object present(@Nullable Object value) {
        if (value == null) {
            throw new AssertionError("A file under docker/ lacks what is looked for");
        }
        return value;
    }
}
