package dev.parley.core.artifact;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.nio.file.Path;

/** Makes the store that the settings name, and refuses to start with settings that cannot work. */
@ApplicationScoped
class ArtifactStores {
    private static final int ARCHIVES_KEEP_FREE = 4;

    private final ArtifactConfig config;
    private final Path folder;

    @Inject
    ArtifactStores(ArtifactConfig config, DataFolder data) {
        this.config = config;
        folder = config.folder()
                .map(path -> path.toAbsolutePath().normalize())
                .orElseGet(() -> data.path().resolve("artifacts"));
    }

    void check(@Observes StartupEvent started) {
        switch (config.store()) {
            case FILES -> {}
            case S3 -> S3Settings.of(config.s3());
        }
    }

    @Produces
    @ApplicationScoped
    ArtifactStore store() {
        FileArtifacts files = new FileArtifacts(folder, config.keepFree().asLongValue());
        return switch (config.store()) {
            case FILES -> files;
            case S3 -> new S3Artifacts(files, new S3Bucket(S3Settings.of(config.s3())));
        };
    }

    void close(@Disposes ArtifactStore store) {
        if (store instanceof S3Artifacts s3) {
            s3.close();
        }
    }

    @Produces
    @ApplicationScoped
    ArchiveStore archives() {
        // Data sets stop before recordings do: those can be asked for again.
        FileArchives files =
                new FileArchives(folder, ARCHIVES_KEEP_FREE * config.keepFree().asLongValue());
        return switch (config.store()) {
            case FILES -> files;
            case S3 -> new S3Archives(files, new S3Bucket(S3Settings.of(config.s3())));
        };
    }

    void close(@Disposes ArchiveStore store) {
        if (store instanceof S3Archives s3) {
            s3.close();
        }
    }
}
