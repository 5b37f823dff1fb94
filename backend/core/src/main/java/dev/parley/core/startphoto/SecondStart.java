package dev.parley.core.startphoto;

import dev.parley.core.startphoto.StartPhotoRows.Asked;
import dev.parley.core.startphoto.StartPhotoRows.Kept;
import dev.parley.core.startphoto.StartPhotos.Pair;
import java.util.Optional;

/** The second ask of a comparison before a camera, with all that is known of it. */
record SecondStart(Asked asked, String camera, Optional<Kept> first, Optional<Kept> now, double unlikeFrom) {
    Optional<byte[]> firstPicture() {
        return first.flatMap(kept -> kept.photo().png());
    }

    Pair pair() {
        double limit = now.flatMap(Kept::unlikeFrom).orElse(unlikeFrom);
        return new Pair(
                camera,
                first.map(Kept::photo),
                now.map(Kept::photo),
                now.flatMap(Kept::difference),
                now.flatMap(Kept::place),
                limit,
                now.flatMap(Kept::accepted),
                held(limit));
    }

    private boolean held(double limit) {
        return firstPicture().isPresent()
                && now.filter(kept -> kept.accepted().isEmpty())
                        .filter(kept ->
                                kept.difference().map(apart -> apart >= limit).orElse(true))
                        .isPresent();
    }

    /** With the picture that was just taken. */
    SecondStart with(Kept taken) {
        return new SecondStart(asked, camera, first, Optional.of(taken), unlikeFrom);
    }
}
