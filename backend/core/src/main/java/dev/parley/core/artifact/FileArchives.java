package dev.parley.core.artifact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Archives as files beside those of episodes. */
final class FileArchives implements ArchiveStore {
    private static final Pattern KEY = Pattern.compile("([a-z0-9][a-z0-9._-]*)(/[a-z0-9][a-z0-9._-]*)*");

    private final Path root;
    private final Path work;
    private final DiskSpace space;

    /** @param keepFree bytes that archives leave free on the disk */
    FileArchives(Path root, long keepFree) {
        this.root = root.resolve("archives");
        work = root.resolve("archives-under-way");
        space = new DiskSpace(root, keepFree);
    }

    @Override
    public Path workFile(String name) throws IOException {
        Files.createDirectories(work);
        Path file = work.resolve(checked(name));
        Files.deleteIfExists(file);
        return file;
    }

    @Override
    public void forgetWork(Instant untouchedSince) throws IOException {
        if (Files.notExists(work)) {
            return;
        }
        try (Stream<Path> found = Files.list(work)) {
            for (Path each : found.toList()) {
                // Its own writer may delete it in this moment.
                if (Files.exists(each)
                        && Files.getLastModifiedTime(each).toInstant().isBefore(untouchedSince)) {
                    Files.deleteIfExists(each);
                }
            }
        }
    }

    @Override
    public void publish(String key, Path whole, String sha256) throws IOException {
        Path target = root.resolve(checked(key));
        Files.createDirectories(target.getParent());
        try (FileChannel channel = FileChannel.open(whole, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        // Or the name may be gone after a power cut.
        for (Path at = target.getParent(); at != null && at.startsWith(root); at = at.getParent()) {
            try (FileChannel folder = FileChannel.open(at, StandardOpenOption.READ)) {
                folder.force(true);
            }
        }
    }

    @Override
    public Optional<StoredArtifact> find(String key) throws IOException {
        Path file = root.resolve(checked(key));
        return Files.isRegularFile(file)
                ? Optional.of(new StoredArtifact.InFile(file, Files.size(file)))
                : Optional.empty();
    }

    @Override
    public void erase(String folder) throws IOException {
        Path all = root.resolve(checked(folder));
        if (Files.notExists(all)) {
            return;
        }
        try (Stream<Path> found = Files.walk(all)) {
            for (Path each : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public void requireRoom(long bytes) {
        space.require(bytes);
    }

    private static String checked(String key) {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("not a key of an archive: " + key);
        }
        return key;
    }
}
