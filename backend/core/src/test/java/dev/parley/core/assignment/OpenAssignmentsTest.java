package dev.parley.core.assignment;

import static dev.parley.core.support.Lab.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.support.Lab;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class OpenAssignmentsTest {
    /** Three times the connections that a replica has to PostgreSQL. */
    private static final int LOOKS = 60;

    @Inject
    Lab lab;

    @Inject
    Assignments assignments;

    @Test
    void moreMayLookAtOnceThanThereAreConnections() {
        StationData station = lab.station(StationKind.SIMULATOR);
        AssignmentData offered = lab.offer(lab.ask(Lab.someone(), "put the red cube in the blue bowl"), station);

        List<List<AssignmentData>> seen = await(Uni.join()
                .all(Stream.generate(() -> assignments.open(station.id()))
                        .limit(LOOKS)
                        .toList())
                .andFailFast());

        assertThat(seen)
                .hasSize(LOOKS)
                .allSatisfy(open -> assertThat(open)
                        .singleElement()
                        .satisfies(one -> assertThat(one.turn()).isEqualTo(offered.turn())));
    }
}
