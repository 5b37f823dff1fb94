package dev.parley.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.platform.rig.Rig;
import dev.parley.server.child.FreePort;
import dev.parley.server.child.PostgresChild;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the page on backup and restore, as they stand there, against real servers. */
@Tag("slow")
class BackupIT {
    private static final Duration EPISODE_WITHIN = Duration.ofMinutes(8);
    private static final Path PAGE = Path.of("..", "docker", "README.md");

    private static final Path CLIENT = Path.of("..", ".mvn", "postgresql-client.sh");

    @TempDir
    Path folder;

    @Test
    void everythingIsThereAfterARestoreAndThePlatformGoesOn() throws Exception {
        assumeThat(run("sh " + CLIENT.toAbsolutePath(), Map.of()).code())
                .as("this test needs pg_dump (Debian: apt-get install postgresql-client)")
                .isZero();
        Path data = folder.resolve("data");
        Path restored = folder.resolve("restored");
        Path backup = folder.resolve("backup");
        String prompt;
        JsonNode before;
        String episode;
        JsonNode episodeBefore;
        byte[] film;
        String steps;
        try (Platform platform = Platform.start(data)) {
            Visitor visitor = new Visitor(platform);
            prompt = visitor.ask("put the red cube in the blue bowl");
            visitor.await(prompt, BackupIT::completed, EPISODE_WITHIN);
            before = visitor.prompt(prompt);
            episode = before.path("episodes").path(0).path("id").asText();
            episodeBefore = visitor.episode(episode);
            film = film(visitor, episode);
            steps = steps(visitor, episode);

            succeeds("Backup", environment(data, backup, embeddedUrl(data)));
        }

        PostgresChild postgres = new PostgresChild(
                folder.resolve("elsewhere"), Rig.programs(), folder.resolve("records"), FreePort.find());
        postgres.start();
        try {
            String url = postgres.url();
            Files.createDirectories(restored);
            succeeds("Restore", environment(restored, backup, url));
            try (Platform platform = Platform.start(
                    restored,
                    Map.of(
                            "PARLEY_POSTGRES_URL", url,
                            "PARLEY_POSTGRES_USER", "postgres",
                            "PARLEY_POSTGRES_PASSWORD", "postgres"))) {
                Visitor visitor = new Visitor(platform);
                assertThat(visitor.prompt(prompt)).isEqualTo(before);
                assertThat(visitor.episode(episode)).isEqualTo(episodeBefore);
                assertThat(film(visitor, episode)).isEqualTo(film);
                assertThat(steps(visitor, episode)).isEqualTo(steps);
                assertThat(restored.resolve("secrets").resolve("root.key"))
                        .hasSameBinaryContentAs(data.resolve("secrets").resolve("root.key"));

                String another = visitor.ask("put the green cube in the orange bowl");
                visitor.await(another, BackupIT::completed, EPISODE_WITHIN);
            }
        } finally {
            postgres.stop();
        }
    }

    private static boolean completed(JsonNode prompt) {
        return prompt.path("state").asText().equals("COMPLETED");
    }

    private static byte[] film(Visitor visitor, String episode) {
        return visitor.request()
                .get("episodes/" + episode + "/recordings/main.mp4")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
    }

    private static String steps(Visitor visitor, String episode) {
        return visitor.request()
                .get("episodes/" + episode + "/steps?limit=1000")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    /** Where the server keeps its own PostgreSQL, as the page says to find it. */
    private static String embeddedUrl(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data.resolve("postgres"))) {
            Path pid = files.filter(file -> file.endsWith("postmaster.pid"))
                    .findFirst()
                    .orElseThrow();
            return "postgresql://127.0.0.1:" + Files.readAllLines(pid).get(3).strip() + "/postgres";
        }
    }

    private static Map<String, String> environment(Path data, Path backup, String url) {
        return Map.of(
                "PARLEY_DATA",
                data.toString(),
                "BACKUP",
                backup.toString(),
                "PARLEY_POSTGRES_URL",
                url,
                "PGUSER",
                "postgres",
                "PGPASSWORD",
                "postgres");
    }

    private static void succeeds(String heading, Map<String, String> environment) throws Exception {
        Done done = run("set -eu\n" + block(heading), environment);
        assertThat(done.code()).as(heading + " said: " + done.said()).isZero();
    }

    /** The fenced commands under a heading of the page. */
    private static String block(String heading) throws IOException {
        List<String> lines = Files.readAllLines(PAGE);
        int start = lines.subList(lines.indexOf("### " + heading), lines.size()).indexOf("```sh")
                + lines.indexOf("### " + heading)
                + 1;
        int length = lines.subList(start, lines.size()).indexOf("```");
        return String.join("\n", lines.subList(start, start + length)) + "\n";
    }

    private record Done(int code, String said) {}

    private static Done run(String script, Map<String, String> environment) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", script).redirectErrorStream(true);
        builder.environment().putAll(new HashMap<>(environment));
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).as(said).isTrue();
        return new Done(process.exitValue(), said);
    }
}
