package dev.parley.core.startphoto;

import dev.parley.contracts.StationId;
import dev.parley.core.audit.Actor;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Whether the second episode of a comparison begins as the first did, on stations under the rules of a real robot that show what their
 * camera sees. It does not ask who may: {@link dev.parley.core.person.Permissions} does, before. Elsewhere, and for asks that are no
 * comparison, nothing is taken and nothing withheld.
 */
public interface StartPhotos {
    /**
     * A photo, or why there is none.
     *
     * @param png empty where the station gave none
     * @param why a sentence, exactly then
     */
    record Photo(Instant at, Optional<byte[]> png, Optional<String> why) {}

    /** Where two differ most, as fractions of the picture from its upper left corner. */
    record Place(double left, double top, double width, double height) {}

    /** Somebody let it begin as it stands. */
    record Accepted(String by, String reason, Instant at) {}

    /**
     * How the two starts stand to each other.
     *
     * @param first before the first episode; empty: none is kept, and nothing is held against it
     * @param now before the second; empty: none was taken yet
     * @param difference from 0, alike, to 1; empty where one of them is missing
     * @param unlikeFrom from there on they are unlike
     * @param held whether the start is withheld until the table is put right or somebody accepts it
     */
    record Pair(
            String camera,
            Optional<Photo> first,
            Optional<Photo> now,
            Optional<Double> difference,
            Optional<Place> place,
            double unlikeFrom,
            Optional<Accepted> accepted,
            boolean held) {}

    /** What holds at a station. */
    record Rule(Optional<Double> own, double usual, boolean shown) {}

    /**
     * What is known of the second ask of a comparison.
     *
     * @return empty for all other asks and stations
     * @throws dev.parley.core.problem.ParleyException EPISODE_UNKNOWN in the Uni
     */
    Uni<Optional<Pair>> of(StationId station, UUID ask);

    /**
     * Takes a new picture and holds it against the first.
     *
     * @return empty for all other asks and stations
     * @throws dev.parley.core.problem.ParleyException EPISODE_UNKNOWN, or STATE_CONFLICT once it has begun, in the Uni
     */
    Uni<Optional<Pair>> look(StationId station, UUID ask);

    /**
     * Lets it begin as the last picture shows it.
     *
     * @param seen when the picture was taken that they saw; empty: whichever is the last
     * @throws dev.parley.core.problem.ParleyException STATE_CONFLICT in the Uni where nothing is withheld, where there is a newer picture, and
     *     for whoever does not stand by
     */
    Uni<Void> accept(StationId station, UUID ask, Optional<Instant> seen, Actor by, String reason);

    /**
     * Before a start is confirmed: takes the photo of a first one, and looks whether a second one is as its first was.
     *
     * @throws dev.parley.core.problem.ParleyException START_UNLIKE in the Uni
     */
    Uni<Void> beforeStart(StationId station, UUID ask, Actor by);

    Uni<Rule> rule(StationId station);

    /** @param unlikeFrom empty: what the installation says */
    Uni<Void> setRule(StationId station, Optional<Double> unlikeFrom, Actor by, String reason);
}
