package dev.parley.gateway.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** An ffmpeg that publishes by WHIP, which Debian's does not yet: the one that the profile slow unpacks, else one on the PATH. */
public final class FfmpegProgram {
    private static final Path UNPACKED =
            Path.of("target", "ffmpeg8", "org", "bytedeco", "ffmpeg", "linux-x86_64", "ffmpeg");

    private FfmpegProgram() {}

    /** Its absolute path. */
    public static Optional<String> withWhip() throws IOException {
        Stream<Path> onThePath = Stream.of(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "ffmpeg"));
        for (Path program : Stream.concat(Stream.of(UNPACKED), onThePath).toList()) {
            if (Files.isRegularFile(program)
                    && (Files.isExecutable(program) || program.toFile().setExecutable(true))) {
                if (publishes(program)) {
                    return Optional.of(program.toAbsolutePath().toString());
                }
            }
        }
        return Optional.empty();
    }

    private static boolean publishes(Path program) throws IOException {
        Process muxers = new ProcessBuilder(program.toAbsolutePath().toString(), "-hide_banner", "-muxers")
                .redirectErrorStream(true)
                .start();
        try (var words = muxers.inputReader(UTF_8)) {
            return words.lines().anyMatch(line -> line.contains(" whip "));
        }
    }
}
