package dev.parley.sim.mujoco;

import dev.parley.contracts.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The shared libraries carried in the jar, unpacked into a folder that only this user can write.
 *
 * <p>Every library is compared with the SHA-256 recorded beside it twice: as read from the jar, and as found on disk right
 * before it is handed to the loader. A file that differs on disk is replaced; one that differs in the jar is refused.
 */
final class NativeBundle {

    private static final String CHECKSUMS = "SHA256SUMS";

    private final String platform;
    private final Function<String, @Nullable InputStream> resources;

    NativeBundle(String platform, Function<String, @Nullable InputStream> resources) {
        this.platform = platform;
        this.resources = resources;
    }

    /** The bundle for the machine that runs this; throws when none is carried for it. */
    static NativeBundle forThisMachine() {
        String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        if (!system.equals("Linux amd64")) {
            throw new PhysicsException(
                    "The simulator carries MuJoCo for Linux on x86-64 only; this machine is " + system + ".");
        }
        return new NativeBundle(
                "linux-x86_64", name -> NativeBundle.class.getResourceAsStream("/natives/linux-x86_64/" + name));
    }

    /** The default folder, private to the user: {@code $XDG_CACHE_HOME}, else {@code ~/.cache}. */
    static Path defaultFolder() {
        String configured = System.getenv("XDG_CACHE_HOME");
        Path cache = configured == null || configured.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(configured);
        return cache.resolve("parley").resolve("natives");
    }

    /** Unpacks what is missing or altered and returns the library files in the order they must be loaded. */
    Map<String, Path> unpackInto(Path parent) {
        Map<String, String> checksums = checksums();
        String generation = Sha256.hex(String.join("\n", checksums.values()).getBytes(StandardCharsets.UTF_8))
                .substring(0, 12);
        Path folder = parent.resolve(platform + "-" + generation);
        Map<String, Path> files = new LinkedHashMap<>();
        try {
            makePrivate(folder);
            for (Map.Entry<String, String> library : checksums.entrySet()) {
                files.put(library.getKey(), unpack(library.getKey(), library.getValue(), folder));
            }
        } catch (IOException e) {
            throw new PhysicsException(
                    "The physics libraries could not be unpacked into " + folder + ": " + e.getMessage(), e);
        }
        return files;
    }

    private Path unpack(String name, String expected, Path folder) throws IOException {
        Path file = folder.resolve(name);
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && Sha256.hex(Files.readAllBytes(file)).equals(expected)) {
            return file;
        }
        byte[] content = read(name);
        String found = Sha256.hex(content);
        if (!found.equals(expected)) {
            throw new PhysicsException("The carried library " + name + " has SHA-256 " + found + " but " + expected
                    + " is recorded: the package was altered, reinstall it.");
        }
        // Written beside its place and moved, so that another process never loads half a file.
        Path draft = Files.createTempFile(folder, name, ".part");
        Files.write(draft, content);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return file;
    }

    private Map<String, String> checksums() {
        Map<String, String> checksums = new LinkedHashMap<>();
        try {
            for (String line :
                    new String(read(CHECKSUMS), StandardCharsets.UTF_8).lines().toList()) {
                String[] parts = line.split("\\s+", 2);
                checksums.put(parts[1].strip(), parts[0]);
            }
        } catch (IOException e) {
            throw new PhysicsException("The list of physics libraries cannot be read: " + e.getMessage(), e);
        }
        return checksums;
    }

    private byte[] read(String name) throws IOException {
        try (InputStream in = resources.apply(name)) {
            if (in == null) {
                throw new PhysicsException("The package lacks natives/" + platform + "/" + name + ": reinstall it.");
            }
            return in.readAllBytes();
        }
    }

    private static void makePrivate(Path folder) throws IOException {
        Files.createDirectories(folder.getParent());
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            try {
                Files.createDirectory(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } catch (FileAlreadyExistsException raced) {
                // Another process unpacks at the same moment; the checks below hold for its folder too.
                if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                    throw raced;
                }
            }
        }
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
}
