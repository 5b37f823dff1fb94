package dev.parley.core.moderation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.core.prompt.ModerationConfig;
import dev.parley.core.prompt.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Sentences that nobody may ask, as moderation/blocklist.txt and the installation's own file say them; it explains the form. */
@ApplicationScoped
class Blocklist {
    private static final String BUILT_IN = "/moderation/blocklist.txt";
    private static final Map<String, Rejection.Reason> SECTIONS =
            Map.of("harm", Rejection.Reason.HARM, "sexual", Rejection.Reason.SEXUAL, "slur", Rejection.Reason.SLUR);

    private final List<Entry> entries;

    @Inject
    Blocklist(ModerationConfig config) {
        List<Entry> read = new ArrayList<>();
        read(BUILT_IN, builtIn(), read);
        config.likeness().blocklist().ifPresent(own -> read(own, ownList(Path.of(own)), read));
        entries = List.copyOf(read);
    }

    /** @param place for people who look into the list: the section and the number in it, over all files */
    record Entry(Rejection.Reason reason, String place, String sentence) {}

    List<Entry> entries() {
        return entries;
    }

    /** @throws IllegalArgumentException naming the line that is none */
    static void read(String name, List<String> lines, List<Entry> into) {
        String section = "";
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("[") && line.endsWith("]")) {
                section = line.substring(1, line.length() - 1);
                continue;
            }
            Rejection.Reason reason = SECTIONS.get(section);
            if (reason == null) {
                throw new IllegalArgumentException("%s, line %d: a sentence stands in one of the sections %s"
                        .formatted(name, i + 1, SECTIONS.keySet()));
            }
            String sentence = line.startsWith("rot13:")
                    ? rot13(line.substring("rot13:".length()).strip())
                    : line;
            long before =
                    into.stream().filter(entry -> entry.reason() == reason).count();
            into.add(new Entry(reason, section + " " + (before + 1), sentence));
        }
    }

    private static String rot13(String text) {
        StringBuilder turned = new StringBuilder();
        for (char each : text.toCharArray()) {
            if (each >= 'a' && each <= 'z') {
                turned.append((char) ('a' + (each - 'a' + 13) % 26));
            } else {
                turned.append(each);
            }
        }
        return turned.toString();
    }

    private static List<String> builtIn() {
        try (InputStream in = Blocklist.class.getResourceAsStream(BUILT_IN)) {
            if (in == null) {
                throw new IllegalStateException("the list " + BUILT_IN + " is missing from the class path");
            }
            return new BufferedReader(new InputStreamReader(in, UTF_8)).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the list " + BUILT_IN + " cannot be read", e);
        }
    }

    private static List<String> ownList(Path file) {
        try {
            return Files.readAllLines(file, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "parley.moderation.likeness.blocklist names %s, which cannot be read; give a UTF-8 file in the form of %s"
                            .formatted(file.toAbsolutePath(), BUILT_IN),
                    e);
        }
    }
}
