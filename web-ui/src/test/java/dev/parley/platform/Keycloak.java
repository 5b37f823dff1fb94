package dev.parley.platform;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A real Keycloak in its development mode on a loopback port, with one realm of two people. The build unpacked it into
 * {@code target/keycloak}; its database is in memory.
 */
final class Keycloak implements AutoCloseable {
    static final String CLIENT = "parley";
    static final String SECRET = "only-for-tests-only-for-tests-0001";

    private static final Path UNPACKED = Path.of("target", "keycloak").toAbsolutePath();
    private static final Duration READY_WITHIN = Duration.ofMinutes(6);
    private static final String REALM = """
            {
              "realm": "lab", "enabled": true, "sslRequired": "none",
              "roles": {"realm": [{"name": "robots"}, {"name": "tea"}]},
              "users": [
                {"username": "grace", "enabled": true, "email": "grace@lab.example", "emailVerified": true,
                 "firstName": "Grace", "lastName": "Hopper", "realmRoles": ["robots", "tea"],
                 "credentials": [{"type": "password", "value": "grace-only-for-tests"}]},
                {"username": "admin", "enabled": true, "email": "other-admin@lab.example", "emailVerified": true,
                 "firstName": "Another", "lastName": "Admin", "realmRoles": ["tea"],
                 "credentials": [{"type": "password", "value": "admin-only-for-tests"}]}],
              "clients": [{
                "clientId": "%s", "secret": "%s", "enabled": true, "publicClient": false, "standardFlowEnabled": true,
                "redirectUris": ["%s"], "attributes": {"pkce.code.challenge.method": "S256"},
                "protocolMappers": [{
                  "name": "groups", "protocol": "openid-connect", "protocolMapper": "oidc-usermodel-realm-role-mapper",
                  "config": {"claim.name": "groups", "multivalued": "true", "jsonType.label": "String",
                    "id.token.claim": "true", "access.token.claim": "false", "userinfo.token.claim": "false"}}]}]
            }
            """;

    private final int port;
    private final Path log;
    private final Process process;

    /** @param comesBackTo the only address that it sends people back to */
    Keycloak(URI comesBackTo) throws IOException {
        port = Platform.freePort();
        Path home;
        try (Stream<Path> all = Files.list(UNPACKED)) {
            home = all.filter(Files::isDirectory).findFirst().orElseThrow();
        }
        Path realms = Files.createDirectories(home.resolve("data").resolve("import"));
        Files.writeString(realms.resolve("lab-realm.json"), REALM.formatted(CLIENT, SECRET, comesBackTo));
        log = home.resolve("data").resolve("test.log");
        ProcessBuilder command = new ProcessBuilder(
                        "sh",
                        home.resolve("bin").resolve("kc.sh").toString(),
                        "start-dev",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port,
                        "--cache=local",
                        "--import-realm",
                        // In memory: nothing of an earlier run is left.
                        "--db=dev-mem")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        command.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m");
        process = command.start();
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "stop-keycloak"));
        awaitReady();
    }

    String issuer() {
        return "http://127.0.0.1:" + port + "/realms/lab";
    }

    private void awaitReady() throws IOException {
        HttpRequest described = HttpRequest.newBuilder(URI.create(issuer() + "/.well-known/openid-configuration"))
                .timeout(Duration.ofSeconds(10))
                .build();
        Instant until = Instant.now().plus(READY_WITHIN);
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (!answers(client, described)) {
                if (!process.isAlive() || Instant.now().isAfter(until)) {
                    end();
                    List<String> said = Files.readAllLines(log);
                    throw new IOException("Keycloak did not start. It said:\n"
                            + String.join("\n", said.subList(Math.max(0, said.size() - 40), said.size())));
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(250));
            }
        }
    }

    private static boolean answers(HttpClient client, HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void end() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public void close() throws InterruptedException {
        end();
        process.waitFor();
    }
}
