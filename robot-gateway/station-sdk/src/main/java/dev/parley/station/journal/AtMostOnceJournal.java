package dev.parley.station.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.Fence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Every episode that may have moved a real robot, for ever: one line each, on disk before the first motion. What stands
 * here is never run again, whoever asks. Thread-safe.
 */
public final class AtMostOnceJournal {
    private final Path file;
    private final Set<EpisodeId> begun = new HashSet<>();

    private AtMostOnceJournal(Path file) {
        this.file = file;
    }

    /** Reads what was begun; a line that a power cut left incomplete still names its episode if the id is whole. */
    public static AtMostOnceJournal open(Path file) throws IOException {
        AtMostOnceJournal journal = new AtMostOnceJournal(file);
        String text = new String(DurableFile.read(file).orElse(new byte[0]), UTF_8);
        for (String line : text.split("\n", -1)) {
            if (line.length() >= 36) {
                journal.begun.add(EpisodeId.parse(line.substring(0, 36)));
            }
        }
        return journal;
    }

    /**
     * Notes that motion begins; returns once that is on disk.
     *
     * @throws IllegalStateException if it began before
     */
    public synchronized void motionBegins(EpisodeId episode, Fence fence) throws IOException {
        if (!begun.add(episode)) {
            throw new IllegalStateException("episode " + episode + " moved this robot before and never does again");
        }
        // The leading line break parts it from a line that a power cut left incomplete.
        DurableFile.append(file, ("\n" + episode + " " + fence + " motion begins").getBytes(UTF_8));
    }

    public synchronized boolean hasBegun(EpisodeId episode) {
        return begun.contains(episode);
    }
}
