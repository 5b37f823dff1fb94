package dev.parley.core.station;

import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.parley.contracts.StationId;
import dev.parley.core.support.Lab;
import dev.parley.station.v1.CameraSpec;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.PrivacyMask;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class PrivacyMasksShownTest {
    @Inject
    Stations stations;

    @Test
    void everybodyReadsWhatAStationHidesOfItsPictures() {
        Capabilities.Builder capabilities = Lab.capabilities().toBuilder();
        capabilities
                .getEmbodimentBuilder()
                .getObservationSpaceBuilder()
                .addCameras(CameraSpec.newBuilder()
                        .setName("main")
                        .addPrivacyMasks(PrivacyMask.newBuilder().setWidth(0.25).setHeight(1)))
                .addCameras(CameraSpec.newBuilder().setName("wrist"));
        StationId id = await(stations.register(
                        "hides " + UUID.randomUUID(),
                        StationKind.REAL_ROBOT,
                        UUID.randomUUID() + "-" + UUID.randomUUID()))
                .id();
        StationData station =
                await(stations.openSession(id, "boot-1", capabilities.build().toByteArray()));

        assertThat(station.masks()).containsExactly(new CameraMask("main", 0, 0, 0.25, 1));
        given().get("/api/v1/stations")
                .then()
                .statusCode(200)
                .body("find { it.id == '%s' }.privacyMasks".formatted(id), hasSize(1))
                .body("find { it.id == '%s' }.privacyMasks[0].camera".formatted(id), equalTo("main"))
                .body("find { it.id == '%s' }.privacyMasks[0].width".formatted(id), equalTo(0.25f));
    }

    @Test
    void stationThatHidesNothingSaysSo() {
        StationId id = await(stations.register(
                        "shows " + UUID.randomUUID(),
                        StationKind.SIMULATOR,
                        UUID.randomUUID() + "-" + UUID.randomUUID()))
                .id();
        assertThat(await(stations.openSession(id, "boot-1", Lab.capabilities().toByteArray()))
                        .masks())
                .isEmpty();
    }
}
