package dev.parley.core.turn;

/** What an asker reads of a person at a station's console. Pages show a note that begins so as it stands. */
public final class PersonsNote {
    private static final String BEGINS = "A person at ";

    /** While the second of a comparison waits for its start. */
    public static final String STARTS = "A person at the station lets it start once the table is reset";

    private PersonsNote() {}

    /** @param station its name */
    public static String looks(String station) {
        return BEGINS + station + " reads this before the robot moves";
    }

    /** Approved, and on its way to a start. */
    public static String approved(String station) {
        return BEGINS + station + " has read this and is getting the table ready";
    }

    public static String refused(String station, String reason) {
        return "%s%s chose not to run this: “%s”".formatted(BEGINS, station, reason);
    }

    /** Whether a note was left by a person at a console, and so is always shown. */
    public static boolean is(String note) {
        return note.startsWith(BEGINS);
    }
}
