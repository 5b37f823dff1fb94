package dev.parley.scheduler.wait;

import dev.parley.core.prompt.WaitEstimates.Reason;
import dev.parley.core.quota.FullDay;
import dev.parley.core.station.StationData;
import dev.parley.core.station.WantedBody;
import dev.parley.core.turn.PersonsNote;
import dev.parley.core.turn.Quoted;
import dev.parley.core.turn.TurnData;
import dev.parley.scheduler.queue.Requirement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says in plain words why a turn is not running. Never a name of a person, never anything that unblinds. */
final class WaitSentences {
    private static final DateTimeFormatter HOURS =
            DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneOffset.UTC);

    private WaitSentences() {}

    /** A reason code with its sentence. */
    record Said(Reason reason, String text) {}

    static Said nothingFits(Requirement requirement) {
        return new Said(
                Reason.NO_STATION_FITS,
                requirement.station().isPresent()
                        ? "The station that this prompt asks for cannot run this scene with this policy"
                        : "No %s can run this scene with this policy at the moment"
                                .formatted(requirement
                                        .wantedBody()
                                        .map(WantedBody::noun)
                                        .orElse("station")));
    }

    /** @param note what a person at the station's console left beside it */
    static Said starting(Optional<String> note) {
        return new Said(
                Reason.STARTING, note.filter(PersonsNote::is).orElse("A station has taken it and is getting ready"));
    }

    /** @param byTheLab why the lab holds it; empty: moderation does */
    static Said held(Optional<String> byTheLab) {
        return new Said(
                Reason.HELD,
                byTheLab.map(why -> "The lab holds this for now: %s Its place in line is kept"
                                .formatted(Quoted.sentence(why)))
                        .orElse("A person looks at this first; then it gets its place in line back"));
    }

    /** @param away stations that fit, none of which takes work; not empty */
    static Said away(List<StationData> away, int position, Instant now) {
        Said first = away.stream()
                .map(station -> away(station, now))
                .min((a, b) -> Integer.compare(hope(a.reason()), hope(b.reason())))
                .orElseThrow();
        String all = away.size() == 1 ? "" : "none of %d stations takes work; ".formatted(away.size());
        return new Said(first.reason(), place(position) + "; " + all + first.text());
    }

    /**
     * The lab gives no more for now. When it goes on is said by the clock and by how long: nobody knows here what the reader's
     * clock shows.
     *
     * @param pair a comparison, of which two policies are asked
     */
    static Said full(FullDay full, boolean pair, int position, Instant now) {
        String whose = !full.ofPolicy() ? "" : pair ? "one of these policies " : "this policy ";
        String episodes = full.mostPerDay() == 1 ? "its 1 episode" : "its %d episodes".formatted(full.mostPerDay());
        String given = full.mostPerDay() == 0
                ? "the lab gives %sno episodes for now".formatted(whose)
                : "the lab has given %s%s of 24 hours".formatted(whose, episodes);
        String next = full.goesOn()
                .map(at -> "; the next %s at %s UTC, in %s"
                        .formatted(
                                pair ? "two are free" : "is free",
                                HOURS.format(at.plusSeconds(59)),
                                length(Duration.between(now, at))))
                .orElse(full.mostPerDay() == 0 ? "" : ", and a comparison needs two");
        return new Said(Reason.LAB_DAY_FULL, place(position) + "; " + given + next);
    }

    /** Whatever else is so, whoever asked reads first that a person refused it, and why. */
    static Said afterRefusal(Said said, TurnData turn) {
        return turn.waitNote()
                .filter(PersonsNote::is)
                .map(refused ->
                        new Said(said.reason(), refused + "; it waits for another station; " + lower(said.text())))
                .orElse(said);
    }

    /**
     * @param working stations that fit and take work; not empty
     * @param running what they run now
     */
    static Said working(List<StationData> working, List<RunningEpisode> running, int position, TurnData turn) {
        int slots = working.stream().mapToInt(StationData::slots).sum();
        boolean free = running.size() < slots;
        boolean resetting = !free && running.stream().allMatch(RunningEpisode::resetting);
        String who = working.size() == 1 ? "the station" : "all %d stations".formatted(working.size());
        String what;
        if (free) {
            what = "a place is free and is being given out";
        } else if (resetting) {
            what = who + (working.size() == 1 ? " is" : " are") + " resetting";
        } else {
            what = who + (working.size() == 1 ? " is running an episode" : " are running episodes");
        }
        if (turn.waitNote().filter(PersonsNote::is).isPresent()) {
            return afterRefusal(new Said(position > 1 ? Reason.OTHERS_AHEAD : Reason.NEXT, place(position)), turn);
        }
        Optional<String> note = turn.waitNote().filter(ignored -> turn.attempts() > 0);
        if (note.isPresent()) {
            return new Said(
                    Reason.RETRYING_AFTER_LOSS,
                    upper(withoutStop(note.get())) + "; " + lower(place(position)) + "; " + what);
        }
        Reason reason = position > 1 ? Reason.OTHERS_AHEAD : resetting ? Reason.STATION_RESETTING : Reason.NEXT;
        return new Said(reason, place(position) + "; " + what);
    }

    /** What somebody would meet who asks now. */
    static Said working(List<StationData> working, List<RunningEpisode> running, int position) {
        int slots = working.stream().mapToInt(StationData::slots).sum();
        if (position == 1 && running.size() < slots) {
            return new Said(Reason.NEXT, "Nobody is ahead and a place is free");
        }
        boolean resetting = running.size() >= slots && running.stream().allMatch(RunningEpisode::resetting);
        if (position == 1) {
            return new Said(
                    resetting ? Reason.STATION_RESETTING : Reason.NEXT,
                    "Nobody is ahead; "
                            + (resetting ? "the station is resetting" : "the station is running an episode"));
        }
        return new Said(Reason.OTHERS_AHEAD, place(position));
    }

    /** Half a sentence to go behind another. */
    static String movedBack(String text, String reason) {
        return text + "; moved back because " + reason;
    }

    /** "4 min ago", "just now": how long ago, to the unit that matters. */
    static String ago(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 10) {
            return "just now";
        }
        if (seconds < 120) {
            return seconds + " s ago";
        }
        if (seconds < 2 * 3600) {
            return seconds / 60 + " min ago";
        }
        return seconds < 48 * 3600 ? seconds / 3600 + " h ago" : seconds / 86400 + " days ago";
    }

    /** "40 min", "14 h": how long, to the unit that matters; never less than it is. */
    static String length(Duration duration) {
        long minutes = Math.max(1, Math.ceilDiv(duration.toSeconds(), 60L));
        return minutes < 120
                ? minutes + " min"
                : minutes < 48 * 60 ? Math.ceilDiv(minutes, 60L) + " h" : Math.ceilDiv(minutes, 1440L) + " days";
    }

    private static Said away(StationData station, Instant now) {
        String name = station.name();
        if (station.connection() == StationData.Connection.OFFLINE) {
            String seen = station.lastSeen()
                    .map(at -> "last seen " + ago(Duration.between(at, now)))
                    .orElse("never seen yet");
            String cause =
                    station.offlineCause().map(each -> ": " + withoutStop(each)).orElse("");
            return new Said(Reason.STATION_OFFLINE, "%s is offline, %s%s".formatted(name, seen, cause));
        }
        if (station.stopId().isPresent()) {
            return new Said(Reason.STATION_STOPPED, name + " was stopped and waits for a person to clear it");
        }
        if (station.fault().isPresent()) {
            // Often no fault at all: that nobody stands by is what a rehearsal says while its lab sleeps.
            return new Said(
                    Reason.STATION_STOPPED,
                    name + " takes no work now: " + withoutStop(station.fault().get()));
        }
        Optional<Instant> opens = station.closedUntil();
        if (opens.isPresent() && station.admission() == StationData.Admission.OPEN) {
            return new Said(
                    Reason.STATION_PAUSED,
                    "%s is closed and opens in %s".formatted(name, length(Duration.between(now, opens.get()))));
        }
        Optional<String> console = station.console().flatMap(StationData.Console::waits);
        if (console.isPresent() && station.admission() == StationData.Admission.OPEN) {
            return new Said(
                    station.console().filter(StationData.Console::resetDue).isPresent()
                            ? Reason.STATION_RESETTING
                            : Reason.STATION_PAUSED,
                    name + " waits for a person: " + lower(withoutStop(console.get())));
        }
        String note =
                station.admissionNote().map(each -> ": " + withoutStop(each)).orElse("");
        return new Said(Reason.STATION_PAUSED, name + " takes no new work" + note);
    }

    /** Which of several causes to name: the one that will probably pass first. */
    private static int hope(Reason reason) {
        return switch (reason) {
            case STATION_PAUSED -> 0;
            case STATION_STOPPED -> 1;
            case STATION_OFFLINE -> 2;
            case STATION_RESETTING -> -1;
            case LAB_DAY_FULL, NEXT, OTHERS_AHEAD, NO_STATION_FITS, STARTING, RETRYING_AFTER_LOSS, HELD -> 3;
        };
    }

    private static String place(int position) {
        return position == 1 ? "Next in line" : position - 1 + " ahead";
    }

    private static String lower(String text) {
        return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }

    private static String upper(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static String withoutStop(String sentence) {
        String trimmed = sentence.strip();
        return trimmed.endsWith(".") ? trimmed.substring(0, trimmed.length() - 1) : trimmed;
    }
}
