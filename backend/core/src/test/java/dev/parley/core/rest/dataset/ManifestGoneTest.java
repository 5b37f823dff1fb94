package dev.parley.core.rest.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.contracts.PersonId;
import dev.parley.core.audit.Actor;
import dev.parley.core.dataset.DatasetData;
import dev.parley.core.dataset.DatasetFilter;
import dev.parley.core.dataset.DatasetFormat;
import dev.parley.core.dataset.DatasetId;
import dev.parley.core.dataset.DatasetState;
import dev.parley.core.dataset.Datasets;
import dev.parley.core.dataset.Estimate;
import dev.parley.core.person.SignedIn;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A data set that is taken away between the look at its state and the look at its list of files. */
class ManifestGoneTest {
    private static final DatasetId ID = new DatasetId(UUID.randomUUID());

    @Test
    void listOfWhatWasJustTakenAwayIsGoneAndNotEmpty() {
        assertThatThrownBy(() -> resource(Optional.empty())
                        .manifest(ID.toString())
                        .await()
                        .indefinitely())
                .isInstanceOfSatisfying(
                        ParleyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATASET_GONE));
        assertThat(ErrorCode.DATASET_GONE.status()).isEqualTo(410);
    }

    @Test
    void listOfWhatIsThereIsToldAsItIs() {
        assertThat(resource(Optional.of("{\"files\":[]}"))
                        .manifest(ID.toString())
                        .await()
                        .indefinitely()
                        .getEntity())
                .isEqualTo("{\"files\":[]}");
    }

    /** Reading a manifest asks for nothing but the data sets: it is for everybody. */
    @SuppressWarnings("NullAway")
    private static DatasetsResource resource(Optional<String> manifest) {
        return new DatasetsResource(new OneThatIsReady(manifest), null, null, null, null, null);
    }

    private record OneThatIsReady(Optional<String> manifest) implements Datasets {
        @Override
        public Uni<Optional<DatasetData>> find(DatasetId id) {
            DatasetData.Archive archive = new DatasetData.Archive(id + "/1/set.zip", 4, "ab".repeat(32));
            return Uni.createFrom()
                    .item(Optional.of(new DatasetData(
                            id,
                            7,
                            DatasetFormat.CSV,
                            new DatasetFilter(
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty()),
                            new PersonId(UUID.randomUUID()),
                            DatasetState.READY,
                            Instant.EPOCH,
                            Instant.EPOCH,
                            Optional.of(Instant.EPOCH),
                            1,
                            1,
                            OptionalLong.of(1),
                            Optional.of(archive),
                            Optional.of(archive.sha256()),
                            Optional.empty(),
                            "/data",
                            Optional.empty())));
        }

        @Override
        public Uni<Optional<String>> manifest(DatasetId id) {
            return Uni.createFrom().item(manifest);
        }

        @Override
        public Uni<DatasetData> request(DatasetFormat format, DatasetFilter filter, SignedIn maker, Actor by) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<List<DatasetData>> list(Optional<SignedIn> reader, OptionalLong before, int atMost) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Void> fetched(DatasetId id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Estimate> estimate(DatasetFormat format, DatasetFilter filter) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<DatasetData> remove(DatasetId id, SignedIn who, Actor by) {
            throw new UnsupportedOperationException();
        }
    }
}
