package dev.parley.ui.words;

import dev.parley.core.prompt.WaitEstimates.Range;
import dev.parley.core.prompt.WaitEstimates.Reason;
import dev.parley.core.prompt.WaitEstimates.Wait;
import java.util.List;

/** A place in line and a wait, in words. */
public final class WaitWords {
    private static final List<String> ORDINALS =
            List.of("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth");

    private WaitWords() {}

    /**
     * The heading of the waiting page.
     *
     * @param own whether the reader is the one who asked
     */
    public static String place(Wait wait, boolean own) {
        String who = own ? "You are " : "This one is ";
        if (wait.position().isEmpty()) {
            return wait.reason() == Reason.STARTING ? (own ? "Yours is starting" : "It is starting") : who + "in line";
        }
        int position = wait.position().getAsInt();
        if (position <= 1) {
            return who + "next";
        }
        return position <= ORDINALS.size()
                ? who + ORDINALS.get(position - 1) + " in line"
                : who + "number " + position + " in line";
    }

    /** The short reason under the ruler when the scheduler gave no sentence of its own. */
    public static String reason(Reason reason) {
        return switch (reason) {
            case NEXT -> "You are next: the station takes yours as soon as it is free.";
            case OTHERS_AHEAD -> "Turns are fair: others have theirs first.";
            case STATION_RESETTING -> "The station is setting its scene.";
            case STATION_OFFLINE -> "No station that can run this is in contact. Your ask is kept.";
            case STATION_PAUSED -> "The stations that can run this are paused. Your ask is kept.";
            case STATION_STOPPED -> "The station is stopped and held. Your ask is kept.";
            case LAB_DAY_FULL -> "The lab has given its episodes for today. Your ask is kept.";
            case NO_STATION_FITS -> "No station here can run this. Your ask is kept in case one comes.";
            case STARTING -> "A station has taken yours.";
            case HELD -> "A person looks at this first. Your place in line is kept.";
            case RETRYING_AFTER_LOSS -> "An attempt was lost, so yours is back in line.";
        };
    }

    /** A screen reader's text for the ruler. */
    public static String sentence(Range range) {
        if (Spans.nothing(range.p90())) {
            return "No wait";
        }
        return "Likely " + Spans.spoken(range.p50()) + ", nine in ten under " + Spans.spoken(range.p90());
    }

    /** Said where nothing was measured yet. */
    public static String unknown() {
        return "There is no estimate yet: too few episodes have run here to measure one.";
    }
}
