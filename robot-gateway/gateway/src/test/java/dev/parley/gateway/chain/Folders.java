package dev.parley.gateway.chain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Copies of folders. */
final class Folders {
    private Folders() {}

    static Path copy(Path source) throws IOException {
        Path target = Files.createTempDirectory("parley-station-copy-");
        List<Path> all;
        try (Stream<Path> walk = Files.walk(source)) {
            all = walk.sorted().toList();
        }
        for (Path each : all) {
            Path to = target.resolve(source.relativize(each).toString());
            if (Files.isDirectory(each)) {
                Files.createDirectories(to);
            } else {
                Files.copy(each, to);
            }
        }
        return target;
    }
}
