package dev.parley.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.parley.contracts.PersonId;
import dev.parley.core.artifact.ArchiveStore;
import dev.parley.core.artifact.StoredArtifact;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An attempt that fails while the database is away ends all the same: its thread takes the next one. */
class DatasetWorkTest {
    @TempDir
    Path folder;

    private final List<String> said = new ArrayList<>();

    @Test
    void whereNothingFitsAndTheDatabaseIsAwayTheWriterGoesOn() {
        DatasetWork work = new DatasetWork(new Away(), failing(new NothingFits(Map.of())), new OnDisk());
        assertThatCode(() -> work.write(claim(1), new DatasetProgress())).doesNotThrowAnyException();
        assertThat(said).containsExactly("failed: Meanwhile nothing is left that fits.");
    }

    @Test
    void whereTheDiskFailsAndTheDatabaseIsAwayTheWriterGoesOn() {
        DatasetWork work = new DatasetWork(new Away(), failing(new IOException("the disk is gone")), new OnDisk());
        assertThatCode(() -> work.write(claim(1), new DatasetProgress())).doesNotThrowAnyException();
        assertThatCode(() -> work.write(claim(DatasetLeases.MOST_ATTEMPTS), new DatasetProgress()))
                .doesNotThrowAnyException();
        assertThat(said).hasSize(2).first().isEqualTo("again");
        assertThat(said.getLast()).startsWith("failed: It could not be written");
    }

    private static DatasetLeases.Claim claim(int attempt) {
        DatasetFilter everything = DatasetFilter.of(Map.of());
        DatasetData wanted = new DatasetData(
                new DatasetId(UUID.randomUUID()),
                7,
                DatasetFormat.CSV,
                everything,
                new PersonId(UUID.randomUUID()),
                DatasetState.RUNNING,
                Instant.EPOCH,
                Instant.EPOCH,
                Optional.empty(),
                0,
                0,
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "/data",
                Optional.empty());
        return new DatasetLeases.Claim(wanted, UUID.randomUUID(), attempt);
    }

    /** What it is made of is never asked. */
    @SuppressWarnings("NullAway")
    private static DatasetContent failing(IOException failure) {
        return new DatasetContent(null, null, null, null, null, null) {
            @Override
            Written write(DatasetData dataset, Path file, DatasetProgress progress) throws IOException {
                throw failure;
            }
        };
    }

    /** A database that answers nothing but that it is away. */
    @SuppressWarnings("NullAway")
    private final class Away extends DatasetLeases {
        Away() {
            super(null, null);
        }

        @Override
        Uni<Boolean> fail(Claim claim, String problem) {
            said.add("failed: " + problem);
            return Uni.createFrom().failure(new IOException("the connection was closed"));
        }

        @Override
        Uni<Boolean> again(Claim claim, Duration after) {
            said.add("again");
            return Uni.createFrom().failure(new IllegalStateException("the pool is closed"));
        }
    }

    private final class OnDisk implements ArchiveStore {
        @Override
        public Path workFile(String name) {
            return folder.resolve(name);
        }

        @Override
        public void forgetWork(Instant untouchedSince) {}

        @Override
        public void publish(String key, Path whole, String sha256) {
            throw new IllegalStateException("nothing was written that could be published");
        }

        @Override
        public Optional<StoredArtifact> find(String key) {
            return Optional.empty();
        }

        @Override
        public void erase(String folder) {}

        @Override
        public void requireRoom(long bytes) {}
    }
}
