package dev.parley.deployment;

import static dev.parley.deployment.DockerFolder.at;
import static dev.parley.deployment.DockerFolder.map;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ComposeTest {

    private final Map<String, Object> services = DockerFolder.services();

    @Test
    void everyServiceIsLimitedWatchedStartedAgainAndWithoutRights() {
        services.forEach((name, value) -> {
            Map<String, Object> service = map(value);
            assertThat(service).as(name).containsEntry("restart", "unless-stopped");
            assertThat(service).as(name).containsEntry("cap_drop", List.of("ALL"));
            assertThat(service.get("security_opt")).as(name).isEqualTo(List.of("no-new-privileges:true"));
            assertThat(String.valueOf(service.get("user"))).as(name).isNotIn("null", "root", "0", "0:0");
            assertThat(at(service, "healthcheck")).as(name).containsKeys("test", "interval", "timeout", "retries");
            assertThat(at(at(at(service, "deploy"), "resources"), "limits"))
                    .as(name)
                    .containsKeys("cpus", "memory");
            assertThat(DockerFolder.strings(service.get("networks"))).as(name).containsExactly("inside");
        });
    }

    @Test
    void everyImageIsBuiltHereOrPinned() {
        services.forEach((name, value) -> {
            String image = String.valueOf(map(value).get("image"));
            if (image.startsWith("parley/")) {
                String dockerfile = String.valueOf(at(map(value), "build").get("dockerfile"));
                assertThat(dockerfile).isEqualTo("docker/" + image.substring("parley/".length()) + ".Dockerfile");
                assertThat(Files.exists(DockerFolder.ROOT.resolve(dockerfile))).isTrue();
            } else {
                assertThat(image).as(name).matches("[^:]+:\\d[\\w.-]+");
            }
        });
    }

    @Test
    void startWaitsForServicesThatExist() {
        services.forEach((name, value) -> {
            if (map(value).get("depends_on") instanceof Map<?, ?> waited) {
                assertThat(services.keySet()).as(name).containsAll(map(waited).keySet());
            }
        });
        assertThat(at(map(services.get("server-1")), "depends_on")).containsOnlyKeys("postgres", "redis", "kurento");
        assertThat(at(map(services.get("proxy")), "depends_on")).containsOnlyKeys("server-1", "server-2");
    }

    @Test
    void volumesAndSecretsThatServicesNameAreDeclared() {
        Set<String> volumes = at(DockerFolder.compose(), "volumes").keySet();
        Set<String> secrets = at(DockerFolder.compose(), "secrets").keySet();
        services.forEach((name, value) -> {
            if (map(value).get("secrets") instanceof List<?> wanted) {
                assertThat(secrets).as(name).containsAll(DockerFolder.strings(wanted));
            }
            if (map(value).get("volumes") instanceof List<?> wanted) {
                assertThat(DockerFolder.strings(wanted))
                        .as(name)
                        .allMatch(mount -> isThere(mount.split(":")[0], volumes));
            }
        });
    }

    private static boolean isThere(String mounted, Set<String> volumes) {
        if (mounted.startsWith("./secrets/")) {
            return DockerFolder.text("make-secrets.sh").contains(mounted.substring("./secrets/".length()));
        }
        return mounted.startsWith("./")
                ? Files.exists(DockerFolder.FOLDER.resolve(mounted))
                : volumes.contains(mounted);
    }

    @Test
    void secretsAreTheFilesThatTheScriptMakes() {
        String script = DockerFolder.text("make-secrets.sh");
        assertThat(at(DockerFolder.compose(), "secrets").values())
                .extracting(secret -> String.valueOf(map(secret).get("file")).substring("secrets/".length()))
                .allMatch(script::contains);
    }

    @Test
    void proxyKnowsBothReplicasAtThePortThatTheyListenOn() {
        String nginx = DockerFolder.text("nginx.conf");
        assertThat(nginx).contains("server server-1:8080", "server server-2:8080", "listen 8080");
        assertThat(DockerFolder.text("server.Dockerfile")).contains("PARLEY_PORT=8080", "EXPOSE 8080");
        assertThat(services.keySet()).contains("server-1", "server-2");
    }

    @Test
    void imagesRunWithoutRootAndSayWhetherTheyAreWell() {
        for (String file : List.of("server.Dockerfile", "simulator.Dockerfile", "simulator-cuda.Dockerfile")) {
            String text = DockerFolder.text(file);
            String last = text.substring(text.lastIndexOf("\nFROM "));
            assertThat(text).as(file).contains("./mvnw").contains(" AS build");
            assertThat(last).as(file).contains("USER 10001:10001", "HEALTHCHECK", "ENTRYPOINT [");
            assertThat(last).as(file).doesNotContain("./mvnw", ":latest", "USER root");
            assertThat(text.lines().filter(line -> line.startsWith("FROM ")).collect(Collectors.toSet()))
                    .as(file)
                    .contains("FROM eclipse-temurin:25-jdk AS build")
                    .allMatch(line -> line.matches("FROM (eclipse-temurin:25-|nvidia/cuda:\\d+\\.).*"));
        }
    }
}
