package dev.parley.sim.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The folder that an evaluation keeps: {@code evaluation.json} says what is evaluated, {@code episodes.jsonl} gets a line for each
 * episode that ended, forced to disk, and is what a stopped evaluation resumes from. One process at a time.
 */
final class EvaluationFolder implements AutoCloseable {

    private static final String ARGUMENTS = "evaluation.json";
    private static final String JOURNAL = "episodes.jsonl";

    private final ObjectMapper json = JsonMapper.builder().build();
    private final Path folder;
    private final FileChannel lock;
    private final FileChannel journal;
    private final List<EpisodeRow> kept;

    /**
     * Takes the folder, making it when absent. Throws {@link IllegalArgumentException} when another process has it or when what it
     * holds is of other arguments, naming the first that differs.
     */
    EvaluationFolder(Path folder, Map<String, Object> arguments) throws IOException {
        this.folder = Files.createDirectories(folder);
        lock = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            requireAlone();
            requireSame(arguments);
            journal = FileChannel.open(
                    folder.resolve(JOURNAL),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            kept = readJournal();
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private void requireAlone() throws IOException {
        try {
            FileLock held = lock.tryLock();
            if (held != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            // In this process; said below.
        }
        throw new IllegalArgumentException("Another evaluation is writing to " + folder);
    }

    private void requireSame(Map<String, Object> arguments) throws IOException {
        Path file = folder.resolve(ARGUMENTS);
        JsonNode wanted = json.valueToTree(new LinkedHashMap<>(arguments));
        if (!Files.exists(file)) {
            write(ARGUMENTS, json.writerWithDefaultPrettyPrinter().writeValueAsBytes(wanted));
            return;
        }
        JsonNode before = json.readTree(file.toFile());
        for (Map.Entry<String, JsonNode> argument : wanted.properties()) {
            // As text: a number is read back in another class than it was written from.
            String was = String.valueOf(before.get(argument.getKey()));
            if (!was.equals(String.valueOf(argument.getValue()))) {
                throw new IllegalArgumentException(
                        folder + " holds another evaluation: its " + argument.getKey() + " is " + shown(was) + ", not "
                                + shown(String.valueOf(argument.getValue())) + "; choose another --out");
            }
        }
    }

    private static String shown(String text) {
        return text.length() > 200 ? text.substring(0, 200) + "..." : text;
    }

    // A last line that was cut off by the end of the process is cut away; its episode is run again.
    private List<EpisodeRow> readJournal() throws IOException {
        byte[] content = Files.readAllBytes(folder.resolve(JOURNAL));
        List<EpisodeRow> rows = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < content.length; i++) {
            if (content[i] == '\n') {
                rows.add(row(new String(content, start, i - start, StandardCharsets.UTF_8), rows.size() + 1));
                start = i + 1;
            }
        }
        journal.truncate(start);
        journal.position(start);
        return List.copyOf(rows);
    }

    private EpisodeRow row(String line, int number) {
        try {
            return json.readValue(line, EpisodeRow.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "Line " + number + " of " + folder.resolve(JOURNAL) + " is no episode: " + e.getOriginalMessage(),
                    e);
        }
    }

    /** Episodes that ended before. */
    List<EpisodeRow> kept() {
        return kept;
    }

    /** Adds an episode; on disk when this returns. */
    synchronized void append(EpisodeRow row) {
        try {
            ByteBuffer line = ByteBuffer.wrap((json.writeValueAsString(row) + "\n").getBytes(StandardCharsets.UTF_8));
            while (line.hasRemaining()) {
                journal.write(line);
            }
            journal.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException("An episode cannot be written to " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Writes a whole file: readers see the one before or this one. */
    void write(String name, byte[] content) throws IOException {
        Path draft = folder.resolve(name + ".part");
        Files.write(draft, content);
        Files.move(draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        journal.close();
        lock.close();
    }
}
