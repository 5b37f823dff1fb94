package dev.parley.core.artifact;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where this installation keeps its files: {@code parley.data}, by default {@code data} in the working folder. */
@ApplicationScoped
public class DataFolder {
    private final Path path;

    @Inject
    public DataFolder(@ConfigProperty(name = "parley.data", defaultValue = "data") String folder) {
        path = Path.of(folder).toAbsolutePath().normalize();
    }

    public Path path() {
        return path;
    }
}
