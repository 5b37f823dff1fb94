package dev.parley.rosbridge.agent;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/** The settings of the stand-in robot, laid out as a lab would. */
final class TestSettings {
    private TestSettings() {}

    static void lay(Path folder) throws IOException {
        for (String name : List.of("arm.urdf", "scene.json", "settings.json")) {
            try (InputStream in = TestSettings.class.getResourceAsStream("/robot/" + name)) {
                Files.write(folder.resolve(name), requireNonNull(in, name).readAllBytes());
            }
        }
    }

    static AgentSettings at(Path folder, URI robot, UnaryOperator<String> changed) throws IOException {
        lay(folder);
        Path file = folder.resolve("settings.json");
        Files.writeString(file, changed.apply(Files.readString(file).replace("ws://127.0.0.1:9090", robot.toString())));
        return SettingsReader.read(file);
    }
}
