package dev.parley.core.startphoto;

import dev.parley.contracts.StationId;
import dev.parley.core.audit.Actor;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.reactive.ReactiveBridge;
import dev.parley.core.startphoto.StartPhotoRows.Asked;
import dev.parley.core.startphoto.StartPhotoRows.Kept;
import dev.parley.core.startphoto.StartPhotos.Pair;
import dev.parley.core.startphoto.StartPhotos.Photo;
import dev.parley.core.station.StationData;
import dev.parley.core.station.Stations;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Before a start is confirmed: takes the photo of a first one, and withholds a second one that is not as its first was. */
@ApplicationScoped
class StartGate {
    private final Pool postgres;
    private final ReactiveBridge bridge;
    private final StartCamera camera;
    private final Stations stations;
    private final SecondStarts seconds;

    @Inject
    StartGate(Pool postgres, ReactiveBridge bridge, StartCamera camera, Stations stations, SecondStarts seconds) {
        this.postgres = postgres;
        this.bridge = bridge;
        this.camera = camera;
        this.stations = stations;
        this.seconds = seconds;
    }

    /** @throws ParleyException START_UNLIKE in the Uni */
    Uni<Void> beforeStart(StationId station, UUID ask, Actor by) {
        return bridge.backHere(() -> bridge.onContext(() -> StartPhotoRows.asked(postgres, station, ask))
                .chain(found -> stations.find(station)
                        .chain(known -> found.filter(asked -> asked.proposed()
                                        && asked.comparison()
                                        && asked.standsBy(by)
                                        && known.flatMap(StationData::console)
                                                .filter(console -> !console.resetDue())
                                                .isPresent())
                                .map(asked -> asked.follows().isPresent()
                                        ? beforeSecond(station, asked)
                                        : beforeFirst(station, asked))
                                // What cannot be started is refused in words by the console itself.
                                .orElseGet(() -> Uni.createFrom().voidItem()))));
    }

    /** A photo that cannot be had withholds nothing: then there is none to hold the second against. */
    private Uni<Void> beforeFirst(StationId station, Asked asked) {
        return seconds.shown(station, asked.sceneId())
                .chain(found -> found.map(name -> camera.take(station, name, asked)
                                .chain(photo -> seconds.keep(
                                        station,
                                        asked,
                                        new Kept(
                                                name,
                                                photo,
                                                Optional.empty(),
                                                Optional.empty(),
                                                Optional.empty(),
                                                Optional.empty()))))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private Uni<Void> beforeSecond(StationId station, Asked asked) {
        return seconds.of(station, asked)
                .chain(found -> found.filter(second -> second.firstPicture().isPresent())
                        .map(second -> camera.take(station, second.camera(), asked)
                                .chain(photo -> seconds.compared(second, photo))
                                .chain(now -> stands(second, now)
                                        .chain(accepted -> accepted
                                                ? Uni.createFrom().voidItem()
                                                : seconds.keep(station, asked, now)
                                                        .invoke(() -> requireAlike(
                                                                second.with(now).pair())))))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    /** Whether somebody accepted just what is there now: another change after that is looked at anew. */
    private Uni<Boolean> stands(SecondStart second, Kept now) {
        Optional<Kept> before = second.now().filter(kept -> kept.accepted().isPresent());
        if (before.isEmpty()) {
            return Uni.createFrom().item(false);
        }
        Optional<byte[]> accepted = before.get().photo().png();
        Optional<byte[]> present = now.photo().png();
        return accepted.isPresent() && present.isPresent()
                ? camera.likeness(accepted.get(), present.get())
                        .map(likeness -> likeness.difference() < second.unlikeFrom())
                : Uni.createFrom().item(accepted.isEmpty() && present.isEmpty());
    }

    private static void requireAlike(Pair pair) {
        if (pair.held()) {
            throw new ParleyException(
                    ErrorCode.START_UNLIKE,
                    pair.now()
                            .flatMap(Photo::why)
                            .map(why -> "The table could not be compared with the first start: " + why
                                    + " Look again, or accept it with a reason.")
                            .orElseGet(() ->
                                    "The table is not as it was before the first: %s of full contrast apart in one place, and less than %s is alike. Put it as it was and look again, or accept it with a reason."
                                            .formatted(
                                                    percent(pair.difference().orElse(1.0)),
                                                    percent(pair.unlikeFrom()))));
        }
    }

    /** "4.0%". */
    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f%%", 100 * share);
    }
}
