package dev.parley.core.rest.startphoto;

import dev.parley.contracts.StationId;
import dev.parley.core.startphoto.StartPhotos.Accepted;
import dev.parley.core.startphoto.StartPhotos.Pair;
import dev.parley.core.startphoto.StartPhotos.Photo;
import dev.parley.core.startphoto.StartPhotos.Place;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How the starts of a comparison's two episodes stand to each other. */
record StartPairView(
        @Schema(
                description =
                        "Whether there is anything to compare: the second of a comparison, on a real station that shows its camera.")
        boolean compared,

        @Nullable PhotoView first,
        @Nullable PhotoView now,

        @Schema(description = "0, alike, to 1, in the place where they differ most; null where a picture is missing.")
        @Nullable
        Double difference,

        @Nullable PlaceView place,

        @Schema(description = "From there on they are unlike.") @Nullable
        Double unlikeFrom,

        @Nullable AcceptedView accepted,

        @Schema(description = "Whether the start is withheld until the table is put right or somebody accepts it.")
        boolean held) {

    record PhotoView(
            Instant at,

            @Schema(description = "Where the picture is; null: there is none.") @Nullable
            String picture,

            @Schema(description = "Why there is none.") @Nullable
            String why) {
        static @Nullable PhotoView of(Optional<Photo> photo, String picture) {
            return photo.map(taken -> new PhotoView(
                            taken.at(),
                            // Its time is part of the address: a new picture is another one.
                            taken.png().isPresent()
                                    ? picture + "?at=" + taken.at().toEpochMilli()
                                    : null,
                            taken.why().orElse(null)))
                    .orElse(null);
        }
    }

    /** Fractions of the picture from its upper left corner. */
    record PlaceView(double left, double top, double width, double height) {
        static PlaceView of(Place place) {
            return new PlaceView(place.left(), place.top(), place.width(), place.height());
        }
    }

    record AcceptedView(String by, String reason, Instant at) {
        static AcceptedView of(Accepted accepted) {
            return new AcceptedView(accepted.by(), accepted.reason(), accepted.at());
        }
    }

    static StartPairView of(StationId station, UUID ask, Optional<Pair> found) {
        String photos = "/api/v1/desk/stations/%s/console/asks/%s/photos".formatted(station, ask);
        return found.map(pair -> new StartPairView(
                        true,
                        PhotoView.of(pair.first(), photos + "/first.png"),
                        PhotoView.of(pair.now(), photos + "/now.png"),
                        pair.difference().orElse(null),
                        pair.place().map(PlaceView::of).orElse(null),
                        pair.unlikeFrom(),
                        pair.accepted().map(AcceptedView::of).orElse(null),
                        pair.held()))
                .orElseGet(() -> new StartPairView(false, null, null, null, null, null, null, false));
    }
}
