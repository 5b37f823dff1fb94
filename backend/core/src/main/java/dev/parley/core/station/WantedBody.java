package dev.parley.core.station;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Optional;

/** What a prompt may wish to be run by. A wish for a robot is met by what is run as one: a rehearsal stands in its place. */
public enum WantedBody {
    SIMULATION("simulation", "simulation"),
    REAL("real", "real robot");

    private final String wireName;
    private final String noun;

    WantedBody(String wireName, String noun) {
        this.wireName = wireName;
        this.noun = noun;
    }

    /** Whether a station of this kind is such a body. */
    public boolean is(StationKind kind) {
        return kind.underRealRules() == (this == REAL);
    }

    /** What stations of this kind are. */
    public static WantedBody of(StationKind kind) {
        return kind.underRealRules() ? REAL : SIMULATION;
    }

    /** As written on the wire. */
    public String wireName() {
        return wireName;
    }

    /** In a sentence, without an article. */
    public String noun() {
        return noun;
    }

    /** Empty where the word is none of {@link #words}. */
    public static Optional<WantedBody> parse(String word) {
        return Arrays.stream(values())
                .filter(each -> each.wireName.equals(word))
                .findFirst();
    }

    /** All that can be written on the wire, for a sentence. */
    public static String words() {
        return Arrays.stream(values()).map(each -> '"' + each.wireName + '"').collect(joining(" or "));
    }
}
