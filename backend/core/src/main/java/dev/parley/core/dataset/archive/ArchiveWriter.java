package dev.parley.core.dataset.archive;

import dev.parley.contracts.Sha256;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a ZIP file, one part after another, through buffers of a fixed size. Parts are stored as they are: video does not get any
 * smaller, and numbers are read faster so. The same parts give the same bytes. One thread.
 */
public final class ArchiveWriter implements AutoCloseable {
    private static final int BUFFER = 256 * 1024;

    /** 1 January 2026: what a part says of its age must not differ from one attempt to the next. */
    private static final long DATE = 1_767_225_600_000L;

    private final FileChannel file;
    private final Counted whole;
    private final ZipOutputStream zip;
    private final String root;
    private final Runnable tick;
    private final List<Part> parts = new ArrayList<>();

    /**
     * A part that is written.
     *
     * @param path within the archive's one folder
     */
    public record Part(String path, long bytes, String sha256) {}

    /** Writes what belongs into a part. */
    @FunctionalInterface
    public interface Content {
        void write(OutputStream output) throws IOException;
    }

    /**
     * Begins a new file.
     *
     * @param root the one folder in it
     * @param largest bytes of the whole file at most
     * @param tick is called again and again while bytes flow; what it throws ends the work
     */
    public ArchiveWriter(Path path, String root, long largest, Runnable tick) throws IOException {
        this.root = root;
        this.tick = tick;
        file = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        whole = new Counted(new BufferedOutputStream(Channels.newOutputStream(file), BUFFER), largest);
        zip = new WideZip(whole);
        zip.setLevel(Deflater.NO_COMPRESSION);
    }

    /** Writes one part; it may be of any size, and nobody needs to know it beforehand. */
    public Part add(String path, Content content) throws IOException {
        ZipEntry entry = new ZipEntry(root + "/" + path);
        entry.setTime(DATE);
        zip.putNextEntry(entry);
        Counted part = new Counted(zip, Long.MAX_VALUE);
        content.write(part);
        part.flush();
        zip.closeEntry();
        Part written = new Part(path, part.bytes, part.sha256());
        parts.add(written);
        return written;
    }

    public Part add(String path, byte[] content) throws IOException {
        return add(path, output -> output.write(content));
    }

    public Part add(String path, String content) throws IOException {
        return add(path, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Those so far, in their order. */
    public List<Part> parts() {
        return List.copyOf(parts);
    }

    /** Completes the file and syncs it to the disk. */
    public Whole finish() throws IOException {
        zip.finish();
        whole.flush();
        file.force(true);
        return new Whole(whole.bytes, whole.sha256());
    }

    /** The file itself. */
    public record Whole(long bytes, String sha256) {}

    /** What was not finished stays behind and is no archive. */
    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Passes on more at a time than the 512 bytes that are usual, of which each costs a call into native code. */
    private static final class WideZip extends ZipOutputStream {
        WideZip(OutputStream output) {
            super(output, StandardCharsets.UTF_8);
            buf = new byte[BUFFER];
        }
    }

    /** Counts and digests what passes. */
    private final class Counted extends FilterOutputStream {
        private final long largest;
        private final MessageDigest digest;
        private long bytes;

        Counted(OutputStream output, long largest) {
            super(output);
            this.largest = largest;
            digest = Sha256.begin();
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] some, int offset, int length) throws IOException {
            if (bytes + length > largest) {
                throw new ArchiveTooLarge(largest);
            }
            tick.run();
            out.write(some, offset, length);
            digest.update(some, offset, length);
            bytes += length;
        }

        String sha256() {
            return HexFormat.of().formatHex(digest.digest());
        }
    }
}
