package dev.parley.core.startphoto;

import dev.parley.contracts.StationId;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.startphoto.StartPhotoRows.Asked;
import dev.parley.core.startphoto.StartPhotos.Photo;
import dev.parley.core.station.StationData;
import dev.parley.core.station.Stations;
import dev.parley.station.v1.CameraSpec;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.Embodiment;
import dev.parley.station.v1.SceneCapability;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The camera that looks at a station's table, and what two of its pictures have in common. */
@ApplicationScoped
class StartCamera {
    private static final Logger LOG = Logger.getLogger(StartCamera.class);
    /** More says nothing more about where things stand. */
    private static final int WIDEST_PX = 640;

    private final Instance<PresentPictures> pictures;
    private final Stations stations;
    private final Clock clock;

    @Inject
    StartCamera(Instance<PresentPictures> pictures, Stations stations, Clock clock) {
        this.pictures = pictures;
        this.stations = stations;
        this.clock = clock;
    }

    /** Of a station under the rules of a real robot that shows what it sees, in its usual body. */
    static Optional<String> of(StationData station) {
        return camera(station, "").map(CameraSpec::getName);
    }

    static Optional<String> of(StationData station, String sceneId) {
        return camera(station, sceneId).map(CameraSpec::getName);
    }

    /** The one that people watch. */
    private static Optional<CameraSpec> camera(StationData station, String sceneId) {
        Capabilities can = station.announced();
        if (!station.kind().underRealRules() || !can.getShowsPresent()) {
            return Optional.empty();
        }
        Embodiment body = can.getScenesList().stream()
                .filter(scene -> scene.getSceneId().equals(sceneId) && scene.hasEmbodiment())
                .map(SceneCapability::getEmbodiment)
                .findFirst()
                .orElseGet(can::getEmbodiment);
        List<CameraSpec> cameras = body.getObservationSpace().getCamerasList();
        return cameras.stream()
                .filter(CameraSpec::getLive)
                .findFirst()
                .or(() -> cameras.stream().findFirst());
    }

    /** A picture that can be compared, or why there is none. */
    Uni<Photo> take(StationId id, String camera, Asked asked) {
        return stations.find(id)
                .chain(station -> pictures.isResolvable()
                        ? pictures.get().take(id, wanted(station, camera, asked))
                        : Uni.createFrom()
                                .<byte[]>failure(
                                        new ParleyException(ErrorCode.SERVICE_AWAY, "No gateway reaches the station.")))
                .chain(png -> work(() -> {
                    GreyPicture.of(png);
                    return png;
                }))
                .map(png -> new Photo(now(), Optional.of(png), Optional.empty()))
                // Whatever it is: an operator at a robot is told that there is no picture, and can go on.
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.infof("station %s gave no start photo: %s", id, failure.getMessage());
                    return new Photo(now(), Optional.empty(), Optional.of(why(failure)));
                });
    }

    /** As exactly as it is stored: a picture is known by its time. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static PresentPictures.Wanted wanted(Optional<StationData> station, String name, Asked asked) {
        Optional<CameraSpec> large = station.flatMap(known -> camera(known, asked.sceneId()))
                .filter(camera -> camera.getWidthPx() > WIDEST_PX);
        return new PresentPictures.Wanted(
                name,
                asked.sceneId(),
                asked.seed(),
                asked.conditions(),
                large.map(camera -> WIDEST_PX).orElse(0),
                large.map(camera -> camera.getHeightPx() * WIDEST_PX / camera.getWidthPx())
                        .orElse(0));
    }

    private static String why(Throwable failure) {
        Optional<String> said = switch (failure) {
            case ParleyException known -> Optional.ofNullable(known.detail());
            case UncheckedIOException unreadable ->
                Optional.ofNullable(unreadable.getCause()).map(Throwable::getMessage);
            default -> Optional.empty();
        };
        return said.filter(sentence -> !sentence.isBlank()).orElse("The station gave no picture.");
    }

    /** @param first and second: pictures that were looked at when they came */
    Uni<Likeness> likeness(byte[] first, byte[] second) {
        return work(() -> Likeness.of(GreyPicture.of(first), GreyPicture.of(second)));
    }

    private interface Work<T> {
        T done() throws IOException;
    }

    /** Decoding takes milliseconds, and not on the event loop. */
    private static <T> Uni<T> work(Work<T> work) {
        return Uni.createFrom()
                .item(() -> {
                    try {
                        return work.done();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }
}
