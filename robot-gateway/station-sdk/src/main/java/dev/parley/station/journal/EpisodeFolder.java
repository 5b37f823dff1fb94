package dev.parley.station.journal;

import static java.lang.System.Logger.Level.WARNING;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.parley.station.disk.DiskRoom;
import dev.parley.station.v1.EpisodeEvent;
import dev.parley.station.v1.HeldEpisode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The folder of one episode: how far it came, its step log, its recordings and, once it ended, its report. */
public final class EpisodeFolder {
    private static final System.Logger LOG = System.getLogger(EpisodeFolder.class.getName());

    static final String SPEC = "spec.pb";
    static final String HELD = "held.pb";
    private static final String REPORT = "report.pb";
    private static final String STEPS = "steps.pb";
    private static final String EVENTS = "events.pb";

    private final Path path;
    private final DiskRoom room;

    EpisodeFolder(Path path, DiskRoom room) {
        this.path = path;
        this.room = room;
    }

    public Path path() {
        return path;
    }

    /** The step log: length-delimited {@code StepRecord}s, step 0 first. */
    public Path steps() {
        return path.resolve(STEPS);
    }

    /** How far the episode came; empty if the folder holds no readable entry. */
    public Optional<HeldEpisode> held() throws IOException {
        Optional<byte[]> bytes = DurableFile.read(path.resolve(HELD));
        try {
            return bytes.isEmpty() ? Optional.empty() : Optional.of(HeldEpisode.parseFrom(bytes.get()));
        } catch (InvalidProtocolBufferException e) {
            throw new IOException(path.resolve(HELD) + " is not readable: " + e.getMessage(), e);
        }
    }

    /** Notes how far the episode came. */
    public void keep(HeldEpisode held) throws IOException {
        room.keep(() -> DurableFile.write(path.resolve(HELD), held.toByteArray()));
    }

    /** The last event of an ended episode, sent until the platform acknowledges it. */
    public Optional<EpisodeEvent> report() throws IOException {
        Optional<byte[]> bytes = DurableFile.read(path.resolve(REPORT));
        try {
            return bytes.isEmpty() ? Optional.empty() : Optional.of(EpisodeEvent.parseFrom(bytes.get()));
        } catch (InvalidProtocolBufferException e) {
            throw new IOException(path.resolve(REPORT) + " is not readable: " + e.getMessage(), e);
        }
    }

    /** Keeps the last event. */
    public void keepReport(EpisodeEvent report) throws IOException {
        room.keep(() -> DurableFile.write(path.resolve(REPORT), report.toByteArray()));
    }

    /** Keeps an event that leads to the end, so that after a restart the platform still hears the whole way. */
    public void keepEvent(EpisodeEvent event) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        event.writeDelimitedTo(bytes);
        room.keep(() -> DurableFile.append(path.resolve(EVENTS), bytes.toByteArray()));
    }

    /** The events that were kept, in order; one that was cut off by a full disk or a kill is left out. */
    public List<EpisodeEvent> events() throws IOException {
        List<EpisodeEvent> events = new ArrayList<>();
        try (InputStream in =
                new ByteArrayInputStream(DurableFile.read(path.resolve(EVENTS)).orElse(new byte[0]))) {
            for (EpisodeEvent event = EpisodeEvent.parseDelimitedFrom(in);
                    event != null;
                    event = EpisodeEvent.parseDelimitedFrom(in)) {
                events.add(event);
            }
        } catch (InvalidProtocolBufferException e) {
            LOG.log(WARNING, "{0} ends in the middle of an event", path.resolve(EVENTS));
        }
        return events;
    }

    /** Deletes everything of this episode. The entry goes last, so that a crash leaves a folder that is still known. */
    public void delete() throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        Path entry = path.resolve(HELD);
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!file.equals(entry)) {
                    Files.delete(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(
                    Path folder, @org.jspecify.annotations.Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                if (folder.equals(path)) {
                    Files.deleteIfExists(entry);
                }
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
