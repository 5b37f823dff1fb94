package dev.parley.station.journal;

import dev.parley.contracts.EpisodeId;
import dev.parley.station.disk.DiskRoom;
import dev.parley.station.v1.EpisodeSpec;
import dev.parley.station.v1.HeldEpisode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The episodes whose data lie on this station: one folder each, from Start until the platform says that it has
 * everything. Thread-safe as long as each folder has one user.
 */
public final class EpisodeJournal {
    private final Path root;
    private final DiskRoom room;

    private EpisodeJournal(Path root, DiskRoom room) {
        this.root = root;
        this.room = room;
    }

    /** @param room gives up its reserve so that an episode can be brought to its end on a full disk */
    public static EpisodeJournal open(Path root, DiskRoom room) throws IOException {
        Files.createDirectories(root);
        return new EpisodeJournal(root, room);
    }

    /**
     * Makes the folder of a new episode; on disk when this returns.
     *
     * @throws IllegalStateException if this station holds data of that episode already
     */
    public EpisodeFolder create(HeldEpisode held, EpisodeSpec spec) throws IOException {
        Path folder = root.resolve(EpisodeId.parse(held.getEpisodeId()).toString());
        if (Files.exists(folder)) {
            throw new IllegalStateException("data of episode " + held.getEpisodeId() + " lie here already");
        }
        Files.createDirectory(folder);
        EpisodeFolder created = new EpisodeFolder(folder, room);
        try {
            DurableFile.write(folder.resolve(EpisodeFolder.HELD), held.toByteArray());
            DurableFile.write(folder.resolve(EpisodeFolder.SPEC), spec.toByteArray());
            DurableFile.syncFolder(root);
        } catch (IOException e) {
            // Nothing has begun: what is half there would be told as an episode at the next start.
            created.delete();
            throw e;
        }
        return created;
    }

    /** What earlier runs of this station left behind, readable or not. */
    public List<EpisodeFolder> held() throws IOException {
        List<EpisodeFolder> folders = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root, Files::isDirectory)) {
            for (Path entry : entries) {
                EpisodeFolder folder = new EpisodeFolder(entry, room);
                if (folder.held().isPresent()) {
                    folders.add(folder);
                } else {
                    // A crash between making the folder and its first entry: nothing was begun.
                    folder.delete();
                }
            }
        }
        return folders;
    }
}
