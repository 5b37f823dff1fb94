package dev.parley.sim.task;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One object of a scene: the words people use for it, and what judges and layouts need to know of its shape.
 *
 * @param id stable name, also of its body in the physical model and, if it moves freely, of its free joint
 * @param noun the usual word
 * @param synonyms other words that mean the same
 * @param colour its colour word; empty when nobody would name one
 * @param restingHeightM height of its origin above what it stands on at the start, a hair above contact
 * @param clearanceM radius around it that stays free at the start
 * @param topM height of its upper face above its origin
 * @param opening where other objects can lie in it; absent when it is no container
 * @param grip where to take hold of it in its own frame; absent for its origin
 * @param drop where to let go of what goes into it, in its own frame; absent for its origin
 * @param joint the joint of the model that moves it, for a part of a fixture such as a drawer; empty otherwise
 * @param look how it is drawn when not as its collision shapes
 */
public record SceneObject(
        String id,
        String noun,
        List<String> synonyms,
        String colour,
        double restingHeightM,
        double clearanceM,
        double topM,
        @Nullable Opening opening,
        @Nullable Spot grip,
        @Nullable Spot drop,
        String joint,
        @Nullable Look look) {

    public SceneObject {
        synonyms = synonyms == null ? List.of() : List.copyOf(synonyms);
        colour = colour == null ? "" : colour;
        joint = joint == null ? "" : joint;
    }

    /** The usual word and its synonyms. */
    public List<String> nouns() {
        return Stream.concat(Stream.of(noun), synonyms.stream()).toList();
    }

    /** What it is called where there is no doubt: {@code red cube}. */
    public String name() {
        return colour.isEmpty() ? noun : colour + " " + noun;
    }

    /** A point in the object's own frame. */
    public record Spot(double xM, double yM, double zM) {

        /** The object's origin. */
        public static final Spot ORIGIN = new Spot(0, 0, 0);
    }

    /**
     * The inside of a container, in its own frame; another object is in it when its origin is.
     *
     * @param radiusM of a round one, 0 for a box
     * @param halfXM half the length of a box
     * @param halfYM half the width of a box
     * @param lowM lowest height above the container's origin
     * @param highM greatest height
     */
    public record Opening(double radiusM, double halfXM, double halfYM, double lowM, double highM) {}

    /**
     * One smooth shape drawn in place of all collision shapes, in the body's frame and in the colour of its shape of the same name.
     *
     * @param shape {@code bowl} standing on its origin, or {@code prism} centred on it
     * @param radiusM of a bowl
     * @param heightM of either
     * @param outlineM corners of a prism seen from above, anticlockwise
     */
    public record Look(String shape, double radiusM, double heightM, List<List<Double>> outlineM) {

        public Look {
            outlineM = outlineM == null ? List.of() : List.copyOf(outlineM);
        }
    }
}
