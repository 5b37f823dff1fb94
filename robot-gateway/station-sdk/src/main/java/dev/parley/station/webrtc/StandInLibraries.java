package dev.parley.station.webrtc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The desktop libraries that libwebrtc links and a bare server lacks. libwebrtc needs them to be there, Parley never calls
 * them; where one is absent a stand-in of the same SONAME is loaded first, and the dynamic linker is content with that.
 */
final class StandInLibraries {

    /** Set to {@code true} to load every stand-in even where the real library is installed (a test does). */
    static final String ALWAYS = "parley.webrtc.stand-ins";

    private static final String FOLDER = "linux-x86_64/";

    private StandInLibraries() {}

    /** Loads what is absent. Returns the SONAMEs that were stood in for; empty on a machine that has all of them. */
    static List<String> loadAbsent() {
        if (!isLinux()) {
            return List.of();
        }
        boolean always = Boolean.getBoolean(ALWAYS);
        List<String> absent = new ArrayList<>();
        for (LinkedLibrary library : LinkedLibrary.values()) {
            if (always || !isInstalled(library)) {
                load(library);
                absent.add(library.soname());
            }
        }
        return List.copyOf(absent);
    }

    private static boolean isLinux() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
    }

    private static boolean isInstalled(LinkedLibrary library) {
        try (Arena arena = Arena.ofConfined()) {
            return SymbolLookup.libraryLookup(library.soname(), arena)
                    .find(library.symbol())
                    .isPresent();
        } catch (IllegalArgumentException absent) {
            return false;
        }
    }

    private static void load(LinkedLibrary library) {
        if (!System.getProperty("os.arch").equals("amd64")) {
            throw new IllegalStateException(
                    library.soname() + " is missing and Parley brings a stand-in for x86-64 only;"
                            + " install it with: apt-get install " + library.debianPackage());
        }
        try {
            Path file = Files.createTempFile("parley-", "-" + library.soname());
            try (InputStream bytes = resource(library)) {
                Files.write(file, bytes.readAllBytes());
                System.load(file.toString());
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack the stand-in for " + library.soname(), e);
        }
    }

    private static InputStream resource(LinkedLibrary library) throws IOException {
        InputStream bytes = StandInLibraries.class.getResourceAsStream(FOLDER + library.soname());
        if (bytes == null) {
            throw new IOException("resource " + FOLDER + library.soname() + " is not in the jar");
        }
        return bytes;
    }
}
