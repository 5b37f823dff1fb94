package dev.parley.core.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;

/** The root key in a file that only its owner may read. */
final class RootKeyFile {
    static final int KEY_BYTES = 32;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path file;

    RootKeyFile(Path dataFolder) {
        file = dataFolder.resolve("secrets").resolve("root.key");
    }

    /** The key, made at the first call; refuses a file that others may read. */
    byte[] readOrMake(SecureRandom random) {
        try {
            Files.createDirectories(
                    file.getParent(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            if (Files.notExists(file)) {
                make(random);
            }
            if (!Files.getPosixFilePermissions(file).equals(OWNER_ONLY)) {
                throw new IllegalStateException(
                        "%s may be read by others; allow its owner only (chmod 600)".formatted(file));
            }
            byte[] key = Files.readAllBytes(file);
            if (key.length != KEY_BYTES) {
                throw new IllegalStateException("%s has %d bytes instead of %d; restore it from a backup"
                        .formatted(file, key.length, KEY_BYTES));
            }
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException("the root key " + file + " can neither be read nor made", e);
        }
    }

    /** Written beside and moved, so that a crash never leaves half a key; the first of two makers wins. */
    private void make(SecureRandom random) throws IOException {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        Path fresh = Files.createTempFile(
                file.getParent(), "root", ".new", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try {
            Files.write(fresh, key);
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException e) {
            // Another replica on this folder was first; its key is everybody's.
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
