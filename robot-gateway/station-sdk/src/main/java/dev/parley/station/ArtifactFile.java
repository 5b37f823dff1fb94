package dev.parley.station;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * A file of an episode that the platform gets: complete, closed, and left alone from now on.
 *
 * @param name for example {@code "main.mp4"}: lower case letters, digits, dots, hyphens and underscores
 */
public record ArtifactFile(String name, String contentType, Path file) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    public ArtifactFile {
        requireNonNull(contentType, "contentType is null");
        requireNonNull(file, "file is null");
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "artifact name \"" + name + "\" must be 1 to 64 of a-z 0-9 . _ - and start with a letter or digit");
        }
    }
}
