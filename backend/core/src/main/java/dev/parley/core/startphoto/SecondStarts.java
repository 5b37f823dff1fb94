package dev.parley.core.startphoto;

import dev.parley.contracts.StationId;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.reactive.ReactiveBridge;
import dev.parley.core.startphoto.StartPhotoRows.Asked;
import dev.parley.core.startphoto.StartPhotoRows.Kept;
import dev.parley.core.startphoto.StartPhotos.Photo;
import dev.parley.core.station.Stations;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/** What is known of the starts of second episodes, and new pictures of them. */
@ApplicationScoped
class SecondStarts {
    private final Pool postgres;
    private final ReactiveBridge bridge;
    private final StartCamera camera;
    private final Stations stations;
    private final StartRules rules;

    @Inject
    SecondStarts(Pool postgres, ReactiveBridge bridge, StartCamera camera, Stations stations, StartRules rules) {
        this.postgres = postgres;
        this.bridge = bridge;
        this.camera = camera;
        this.stations = stations;
        this.rules = rules;
    }

    /** @throws ParleyException EPISODE_UNKNOWN in the Uni */
    Uni<Asked> asked(StationId station, UUID ask) {
        return bridge.onContext(() -> StartPhotoRows.asked(postgres, station, ask))
                .map(found -> found.orElseThrow(() -> new ParleyException(
                        ErrorCode.EPISODE_UNKNOWN, "The console of this station knows no ask %s.".formatted(ask))));
    }

    /** Empty for all that is no second one before a camera. */
    Uni<Optional<SecondStart>> of(StationId station, Asked asked) {
        if (asked.follows().isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return shown(station, asked.sceneId())
                .chain(found -> found.map(name -> bridge.onContext(() -> StartPhotoRows.ofTurn(
                                        postgres, asked.follows().get(), station))
                                .chain(first -> bridge.onContext(() -> StartPhotoRows.of(postgres, asked.assignment()))
                                        .chain(now -> rules.own(station)
                                                .map(own -> Optional.of(new SecondStart(
                                                        asked, name, first, now, own.orElse(rules.usual())))))))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    /** Its camera, where it is a real station that shows what it sees. */
    Uni<Optional<String>> shown(StationId id, String sceneId) {
        return stations.find(id).map(found -> found.flatMap(station -> StartCamera.of(station, sceneId)));
    }

    /** Takes the second's picture, holds it against the first and keeps both findings. */
    Uni<Kept> photographed(StationId station, SecondStart second) {
        return camera.take(station, second.camera(), second.asked())
                .chain(photo -> compared(second, photo))
                .call(now -> keep(station, second.asked(), now));
    }

    /** Held against the first, where both can be. */
    Uni<Kept> compared(SecondStart second, Photo photo) {
        Kept alone = new Kept(
                second.camera(),
                photo,
                Optional.empty(),
                Optional.of(second.unlikeFrom()),
                Optional.empty(),
                Optional.empty());
        return second.firstPicture().isEmpty() || photo.png().isEmpty()
                ? Uni.createFrom().item(alone)
                : camera.likeness(second.firstPicture().get(), photo.png().get())
                        .map(likeness -> new Kept(
                                second.camera(),
                                photo,
                                Optional.of(likeness.difference()),
                                Optional.of(second.unlikeFrom()),
                                Optional.of(likeness.place()),
                                Optional.empty()));
    }

    Uni<Void> keep(StationId station, Asked asked, Kept kept) {
        return bridge.onContext(() -> StartPhotoRows.keep(postgres, asked.assignment(), station, kept));
    }
}
