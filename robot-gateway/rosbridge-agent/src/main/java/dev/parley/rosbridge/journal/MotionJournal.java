package dev.parley.rosbridge.journal;

import static java.lang.System.Logger.Level.WARNING;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.rosbridge.motion.MotionLicence;
import dev.parley.station.journal.DurableFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Everything that ever moved this arm, on disk before it did: a line when it begins, synced, and one when it is over and whether the arm was
 * seen to stand. Nothing goes to the arm without an open entry, and an episode has at most one. After a kill the open entry is what says that
 * the arm may have been left in the middle of something. Thread-safe.
 */
public final class MotionJournal {
    private static final System.Logger LOG = System.getLogger(MotionJournal.class.getName());
    private static final Pattern LINE = Pattern.compile(
            "(?<at>\\S+) (?<what>begins|still|unconfirmed|looked) (?<purpose>[a-z]+) (?<id>[A-Za-z0-9-]{1,64}) \\.");

    private final Path file;
    private final Clock clock;
    private final Set<String> begun = new HashSet<>();
    private final List<Interrupted> others = new ArrayList<>();
    private Optional<Interrupted> interrupted = Optional.empty();

    /**
     * A motion after which nobody knows where the arm is.
     *
     * @param killed whether the program ended in the middle of it; otherwise the arm was not seen to come to rest
     */
    public record Interrupted(Purpose purpose, String id, String at, boolean killed) {
        /** For people. */
        public String words() {
            return (killed
                            ? "The station's program ended in the middle of a motion ("
                            : "The arm was not seen to come to rest (")
                    + purpose.word() + " " + id + ", " + at
                    + "); a person looks at the robot and says so at the local console.";
        }
    }

    /** What an arm is moved for. */
    public enum Purpose {
        EPISODE,
        COMMISSIONING;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        private static Optional<Purpose> named(String word) {
            for (Purpose purpose : values()) {
                if (purpose.word().equals(word)) {
                    return Optional.of(purpose);
                }
            }
            return Optional.empty();
        }
    }

    private MotionJournal(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    /** @throws IOException if it cannot be read: then what moved here is unknown, and the station does not start */
    public static MotionJournal open(Path file, Clock clock) throws IOException {
        MotionJournal journal = new MotionJournal(file, clock);
        Map<String, Interrupted> open = new LinkedHashMap<>();
        String content = new String(DurableFile.read(file).orElse(new byte[0]), UTF_8);
        for (String line : content.split("\n", -1)) {
            journal.read(line, open);
        }
        journal.interrupted = open.values().stream().reduce((first, last) -> last);
        if (open.size() > 1) {
            // Whoever looks at the robot now looks at what all of them left.
            open.values().stream().limit(open.size() - 1L).forEach(journal.others::add);
        }
        return journal;
    }

    private void read(String line, Map<String, Interrupted> open) {
        Matcher matcher = LINE.matcher(line);
        Optional<Purpose> purpose = matcher.matches() ? Purpose.named(part(matcher, "purpose")) : Optional.empty();
        if (purpose.isEmpty()) {
            if (!line.isEmpty()) {
                // Its writing was cut off, so nothing had moved by it yet.
                LOG.log(WARNING, "{0} has a line that was cut off", file);
            }
            return;
        }
        String id = part(matcher, "id");
        switch (part(matcher, "what")) {
            case "begins" -> {
                begun.add(id);
                open.put(id, new Interrupted(purpose.get(), id, part(matcher, "at"), true));
            }
            case "unconfirmed" -> open.put(id, new Interrupted(purpose.get(), id, part(matcher, "at"), false));
            default -> open.remove(id);
        }
    }

    private static String part(Matcher line, String name) {
        return String.valueOf(line.group(name));
    }

    /** The last motion of which nobody knows how it ended. */
    public synchronized Optional<Interrupted> interrupted() {
        return interrupted;
    }

    /** A person has looked: the arm stands, and what was left open is over. */
    public synchronized void looked() throws IOException {
        if (interrupted.isPresent()) {
            for (Interrupted each : others) {
                append("looked", each.purpose(), each.id());
            }
            others.clear();
            append("looked", interrupted.get().purpose(), interrupted.get().id());
            interrupted = Optional.empty();
        }
    }

    /**
     * A motion begins; on disk when this returns.
     *
     * @throws IllegalStateException if this id moved the arm before
     * @throws IOException if it cannot be kept: then nothing may move
     */
    public synchronized Entry begin(Purpose purpose, String id) throws IOException {
        if (!begun.add(id)) {
            throw new IllegalStateException(purpose.word() + " " + id + " moved this arm before and never does again");
        }
        append("begins", purpose, id);
        return new Entry(purpose, id);
    }

    private void append(String what, Purpose purpose, String id) throws IOException {
        String line = now() + " " + what + " " + purpose.word() + " " + id + " .";
        // The leading line break parts it from a line that a power cut left incomplete; the dot at its end says that it
        // is whole.
        DurableFile.append(file, ("\n" + line).getBytes(UTF_8));
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** One motion. */
    public final class Entry implements MotionLicence {
        private final Purpose purpose;
        private final String id;
        private volatile boolean open = true;

        private Entry(Purpose purpose, String id) {
            this.purpose = purpose;
            this.id = id;
        }

        @Override
        public String what() {
            return purpose.word() + " " + id;
        }

        @Override
        public boolean open() {
            return open;
        }

        /** It is over; whether the arm was seen to stand is kept with it. Later calls do nothing. */
        public void end(boolean seenStill) throws IOException {
            synchronized (MotionJournal.this) {
                if (open) {
                    open = false;
                    if (!seenStill) {
                        interrupted.ifPresent(others::add);
                        interrupted = Optional.of(new Interrupted(purpose, id, now(), false));
                    }
                    append(seenStill ? "still" : "unconfirmed", purpose, id);
                }
            }
        }
    }
}
