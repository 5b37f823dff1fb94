package dev.parley.ui.words;

import dev.parley.core.station.CameraMask;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationData.Admission;
import dev.parley.core.station.StationData.Connection;
import dev.parley.core.station.StationKind;
import java.util.List;
import java.util.Optional;

/** A station in words: the worst that is known is what is shown, and the stop latch outranks all. */
public final class StationWords {
    private StationWords() {}

    /** What a page shows of a station, worst first. */
    public enum Standing {
        STOPPED,
        UNKNOWN,
        FAULT,
        PAUSED,
        DRAINING,
        CLOSED,
        BUSY,
        /** For a person at its console. */
        WAITING,
        IDLE
    }

    public static Standing standing(StationData station) {
        if (station.stopId().isPresent()) {
            return Standing.STOPPED;
        }
        if (station.connection() == Connection.OFFLINE) {
            return Standing.UNKNOWN;
        }
        if (station.fault().isPresent()) {
            return Standing.FAULT;
        }
        if (station.admission() == Admission.PAUSED) {
            return Standing.PAUSED;
        }
        if (station.admission() == Admission.DRAINING) {
            return Standing.DRAINING;
        }
        if (!station.running().isEmpty()) {
            return Standing.BUSY;
        }
        if (station.closedUntil().isPresent()) {
            return Standing.CLOSED;
        }
        return waits(station).isPresent() ? Standing.WAITING : Standing.IDLE;
    }

    public static Sign sign(Standing standing) {
        return switch (standing) {
            case STOPPED -> new Sign(Glyph.STOP, "Stopped and held", Tone.STOP);
            case UNKNOWN -> new Sign(Glyph.BROKEN_LINK, "Out of contact", Tone.UNKNOWN);
            case FAULT -> new Sign(Glyph.FAULT, "Fault", Tone.BAD);
            case PAUSED -> new Sign(Glyph.BARS, "Paused", Tone.WARN);
            case DRAINING -> new Sign(Glyph.DRAIN, "Draining", Tone.NOTE);
            case CLOSED -> new Sign(Glyph.CLOCK, "Closed", Tone.NOTE);
            case BUSY -> new Sign(Glyph.RUNNING, "Busy", Tone.ACCENT);
            case WAITING -> new Sign(Glyph.HAND, "Waits for a person", Tone.WARN);
            case IDLE -> new Sign(Glyph.CHECK, "Idle", Tone.OK);
        };
    }

    /** One sentence under the name. */
    public static String sentence(StationData station) {
        return switch (standing(station)) {
            case STOPPED -> station.stopNote().orElse("Stopped; no reason was recorded.");
            case UNKNOWN -> station.offlineCause().orElse("Not in contact since the server started.");
            case FAULT -> station.fault().orElse("It reported a fault without a reason.");
            case PAUSED -> "Takes no new asks. " + station.admissionNote().orElse("No reason was given.");
            case DRAINING ->
                "Finishes what runs, then stops. " + station.admissionNote().orElse("No reason was given.");
            case CLOSED -> "Outside its opening hours. What is asked now waits until it opens.";
            case BUSY ->
                station.running().size() + " of " + station.slots() + (station.slots() == 1 ? " place" : " places")
                        + " running.";
            case WAITING ->
                waits(station).orElse("A person at its console is to act.") + " What is asked now waits until then.";
            case IDLE -> "Ready for the next ask.";
        };
    }

    private static Optional<String> waits(StationData station) {
        return station.console().flatMap(StationData.Console::waits);
    }

    /** Said first on every page that shows one. */
    public static String kind(StationKind kind) {
        return switch (kind) {
            case SIMULATOR -> "Simulation";
            case REAL_ROBOT -> "Real robot";
            case REHEARSAL -> "Rehearsal in simulation";
        };
    }

    /**
     * The same as the beginning of a sentence, with what that means: the first thing that is said.
     *
     * @param body what moves there, with its article
     */
    public static String phrase(StationKind kind, String body) {
        return switch (kind) {
            case SIMULATOR -> "Simulation, not a real robot: " + body;
            case REAL_ROBOT -> "A real robot in a lab: " + body;
            case REHEARSAL -> "Rehearsal in simulation under the rules of a real robot, not a real robot: " + body;
        };
    }

    /** What kind of thing it is, in one honest sentence. */
    public static String meaning(StationKind kind) {
        return switch (kind) {
            case SIMULATOR -> "A physics simulation. Nothing moves in the real world.";
            case REAL_ROBOT -> "A real robot in a lab.";
            case REHEARSAL ->
                "A rehearsal: a physics simulation under the rules of a real robot, each episode at most once and a person"
                        + " standing by. Nothing moves in the real world.";
        };
    }

    /** How much of its pictures nobody sees; empty where nothing is hidden. */
    public static String hidden(List<CameraMask> masks) {
        if (masks.isEmpty()) {
            return "";
        }
        long cameras = masks.stream().map(CameraMask::camera).distinct().count();
        String parts = masks.size() == 1 ? "1 part" : masks.size() + " parts";
        return cameras == 1
                ? parts + " of the picture of camera " + masks.getFirst().camera()
                        + ", black before it leaves the station"
                : parts + " of the pictures of " + cameras + " cameras, black before they leave the station";
    }

    /** Where networks run, and how many pictures go through one at a time. */
    public static String inference(StationData.Inference inference) {
        String device = inference.device().equals("cpu")
                ? "processor (cpu)"
                : inference.device().startsWith("cuda") ? "GPU (" + inference.device() + ")" : inference.device();
        return device + ", batch of " + inference.batch();
    }
}
