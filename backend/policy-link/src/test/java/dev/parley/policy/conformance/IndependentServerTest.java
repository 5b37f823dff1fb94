package dev.parley.policy.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.policy.conformance.Finding.Verdict;
import dev.parley.policy.dialect.Dialect;
import dev.parley.policy.guard.AddressGuard;
import dev.parley.policy.guard.Resolver;
import dev.parley.policy.link.LinkLimits;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The client and the probes against a server that shares no line with them. */
@Tag("slow")
class IndependentServerTest {
    private static final Path FINDER = Path.of("..", "..", ".mvn", "policy-server.sh");
    private static final Path SERVER = Path.of("src", "test", "python", "policy_server.py");

    @ParameterizedTest
    @EnumSource(Dialect.class)
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void serverOnOtherLibrariesConforms(Dialect dialect) throws Exception {
        Process server = new ProcessBuilder(
                        python(), "-B", SERVER.toString(), dialect == Dialect.ROBOARENA ? "roboarena" : "openpi")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            int port = Integer.parseInt(
                    Optional.ofNullable(server.inputReader(UTF_8).readLine()).orElse("0"));
            Subject subject = new Subject(
                    URI.create("ws://127.0.0.1:" + port + "/"),
                    dialect,
                    Map.of(),
                    new AddressGuard(Set.of("127.0.0.1"), Resolver.SYSTEM),
                    LinkLimits.EXAMINATION,
                    System::nanoTime);
            Optional<ObservationPlan> plan =
                    dialect == Dialect.OPENPI ? Optional.of(ObservationPlan.known("droid")) : Optional.empty();

            Certificate certificate = Conformance.examine(subject, plan, OptionalInt.of(8), 100, Clock.systemUTC());

            System.getLogger(IndependentServerTest.class.getName())
                    .log(System.Logger.Level.INFO, "{0}:\n{1}", dialect, certificate.table());
            assertThat(certificate.conforms()).as(certificate.table()).isTrue();
            assertThat(certificate.actions()).contains(new Certificate.Size(10, 8));
            assertThat(certificate.findings())
                    .filteredOn(finding ->
                            Set.of("index", "layout", "repeat", "latency").contains(finding.check()))
                    .hasSize(5)
                    .allMatch(finding -> finding.verdict() == Verdict.PASSED);
        } finally {
            server.getOutputStream().close();
            if (!server.waitFor(20, TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        }
    }

    private static String python() throws Exception {
        Path found = Files.createTempFile("parley-python-", ".txt");
        Process finder = new ProcessBuilder("sh", FINDER.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(found.toFile())
                .start();
        assumeTrue(
                finder.waitFor(5, TimeUnit.MINUTES) && finder.exitValue() == 0,
                "no server on other libraries is examined: install Debian's python3-websockets, python3-msgpack and python3-numpy");
        return Files.readString(found).strip();
    }
}
