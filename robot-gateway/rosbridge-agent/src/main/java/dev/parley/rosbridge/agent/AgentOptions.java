package dev.parley.rosbridge.agent;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The command line. */
record AgentOptions(URI gateway, Path keyFile, Path settings, Path data) {
    static final String USAGE = """
            usage: rosbridge-agent --gateway https://parley.example --key-file FILE --settings FILE --data DIR
            --key-file: its first line is the station's key; only its owner may read it.
            --settings: how the robot is reached and what it may do; README.md explains each setting.
            --data: journal, stop latch, recordings and the record of the checks; one process at a time.
            The local console is AgentConsole DIR in a second terminal.""";

    private static final List<String> NAMES = List.of("--gateway", "--key-file", "--settings", "--data");

    /** Throws {@link IllegalArgumentException} naming the argument that is wrong. */
    static AgentOptions parse(List<String> arguments) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            if (!NAMES.contains(arguments.get(i))) {
                throw new IllegalArgumentException("Unknown argument " + arguments.get(i));
            }
            if (i + 1 == arguments.size() || arguments.get(i + 1).isBlank()) {
                throw new IllegalArgumentException(arguments.get(i) + " needs a value");
            }
            given.put(arguments.get(i), arguments.get(i + 1));
        }
        return new AgentOptions(
                origin(required(given, "--gateway")),
                path(given, "--key-file"),
                path(given, "--settings"),
                path(given, "--data"));
    }

    private static Path path(Map<String, String> given, String name) {
        return Path.of(required(given, name)).toAbsolutePath().normalize();
    }

    private static String required(Map<String, String> given, String name) {
        return Optional.ofNullable(given.get(name))
                .orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
    }

    private static URI origin(String text) {
        URI uri = URI.create(text);
        boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        boolean bare = uri.getRawPath() == null || uri.getRawPath().matches("/?");
        if (!web || uri.getHost() == null || !bare || uri.getRawQuery() != null || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "--gateway is an origin such as https://parley.example, without path or user, not " + text);
        }
        return URI.create(uri.getScheme() + "://" + uri.getRawAuthority());
    }

    /** The key; refuses a file that others may read. */
    String key() throws IOException {
        Set<PosixFilePermission> open = Files.getPosixFilePermissions(keyFile);
        if (open.contains(PosixFilePermission.GROUP_READ) || open.contains(PosixFilePermission.OTHERS_READ)) {
            throw new IllegalArgumentException("The key file may be read by others; chmod 600 " + keyFile);
        }
        String key = Files.readString(keyFile).lines().findFirst().orElse("").strip();
        if (key.isEmpty()) {
            throw new IllegalArgumentException("The first line of the key file is the station's key; it is empty.");
        }
        return key;
    }
}
