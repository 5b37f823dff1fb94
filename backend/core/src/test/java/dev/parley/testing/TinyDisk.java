package dev.parley.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A file system of a few MiB in memory that really runs full. Mounting one needs root. */
public final class TinyDisk implements AutoCloseable {
    private static final String FILLER = "filler";

    private final Path folder;

    private TinyDisk(Path folder) {
        this.folder = folder;
    }

    /** Empty where this process may not mount. */
    public static Optional<TinyDisk> mount(int mebibytes) {
        try {
            Path folder = Files.createTempDirectory("parley-tiny-disk-");
            if (run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", folder.toString())) {
                return Optional.of(new TinyDisk(folder));
            }
            Files.delete(folder);
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path folder() {
        return folder;
    }

    /** Leaves so many bytes free, to a page. */
    public void fillExcept(long bytes) throws IOException {
        byte[] page = new byte[4096];
        try (var out =
                Files.newOutputStream(folder.resolve(FILLER), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (folder.toFile().getUsableSpace() - page.length >= bytes) {
                out.write(page);
            }
        }
    }

    /** Takes away what {@link #fillExcept} wrote. */
    public void makeRoom() throws IOException {
        Files.deleteIfExists(folder.resolve(FILLER));
    }

    @Override
    public void close() throws IOException {
        // Lazily: a server that still runs may hold a file open.
        if (run("umount", "-l", folder.toString())) {
            Files.delete(folder);
        }
    }

    private static boolean run(String... command) throws IOException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
