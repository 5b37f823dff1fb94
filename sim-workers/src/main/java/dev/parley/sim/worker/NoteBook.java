package dev.parley.sim.worker;

import dev.parley.contracts.wire.WireLimits;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a policy says of its steps within what a step log may carry: cut rather than refused, because talking is no fault. */
final class NoteBook {

    private static final String CUT = "…";
    private static final String FULL =
            "The policy has said as much as an episode keeps; what it says from here on is left out.";

    private int kept;

    /** What is kept of one step's notes; blank ones are nothing. */
    List<String> keep(List<String> said) {
        List<String> step = new ArrayList<>();
        int room = WireLimits.STEP_NOTE_CHARACTERS;
        for (String note : said) {
            if (note.isBlank() || room == 0 || kept == WireLimits.EPISODE_NOTES) {
                continue;
            }
            kept++;
            String line = fitting(kept == WireLimits.EPISODE_NOTES ? FULL : note.strip(), room);
            room -= line.length();
            step.add(line);
        }
        return step;
    }

    private static String fitting(String note, int room) {
        if (note.length() <= room) {
            return note;
        }
        int end = room - CUT.length();
        // Half of a surrogate pair is no character.
        int whole = end > 0 && Character.isHighSurrogate(note.charAt(end - 1)) ? end - 1 : end;
        return note.substring(0, whole) + CUT;
    }
}
