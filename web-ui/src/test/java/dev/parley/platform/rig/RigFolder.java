package dev.parley.platform.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The folder of one rig. Its path stands in the command line of every process of the rig, or is where its program lies. */
record RigFolder(Path path) {
    private static final Path RIGS = Path.of("target", "rig").toAbsolutePath().normalize();

    /** Of this virtual machine, where the suite runs several beside each other. */
    private static final Path PROGRAMS = RIGS.resolve("programs-" + System.getProperty("parley.tests.fork", "alone"));

    /** The one of this name, emptied of what an earlier run left there. */
    static RigFolder fresh(String name) throws IOException {
        return fresh(RIGS.resolve(name));
    }

    private static RigFolder fresh(Path whole) throws IOException {
        if (Files.exists(whole)) {
            try (Stream<Path> all = Files.walk(whole)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
        RigFolder folder = new RigFolder(whole);
        Files.createDirectories(folder.logs());
        Files.createDirectories(folder.artifacts());
        return folder;
    }

    Path in(String name) {
        return path.resolve(name);
    }

    Path logs() {
        return in("log");
    }

    Path records() {
        return in("records");
    }

    /** Beside the folders of all rigs: one virtual machine unpacks PostgreSQL once, whatever rig needs it. */
    static Path programs() {
        return PROGRAMS;
    }

    Path artifacts() {
        return in("artifacts");
    }

    /** A data folder for this replica whose artifacts are those of all. */
    void shareArtifacts(String replica) throws IOException {
        Files.createDirectories(in(replica));
        Files.createSymbolicLink(in(replica).resolve("artifacts"), artifacts());
    }

    /** Processes of this rig that are neither these nor their children. */
    List<String> processesBeside(List<ProcessHandle> known) {
        Set<Long> expected = known.stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .map(ProcessHandle::pid)
                .collect(Collectors.toSet());
        return mine().filter(process -> !expected.contains(process.pid()))
                .map(process ->
                        process.pid() + " " + process.info().commandLine().orElse("?"))
                .toList();
    }

    void endProcesses() {
        mine().forEach(ProcessHandle::destroyForcibly);
    }

    private Stream<ProcessHandle> mine() {
        String mark = path + "/";
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .filter(process -> process.info().command().orElse("").startsWith(mark)
                        // Rigs of one virtual machine run one after the other: whatever PostgreSQL it has, is ours.
                        || process.info().command().orElse("").startsWith(programs() + "/")
                        || process.info().commandLine().orElse("").contains("-Drig=" + path));
    }
}
