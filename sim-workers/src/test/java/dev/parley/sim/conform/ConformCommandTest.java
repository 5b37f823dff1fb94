package dev.parley.sim.conform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.policy.link.StandInServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class ConformCommandTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complained = new ByteArrayOutputStream();

    @Test
    void serverIsExaminedAndItsCertificateKept() throws Exception {
        Path certificate = folder.resolve("certificate.json");
        try (StandInServer server = StandInServer.openPi()) {
            int code = command(Map.of("PARLEY_POLICY_KEY", "secret"))
                    .run(List.of(
                            "--url",
                            server.url().toString(),
                            "--dialect",
                            "openpi",
                            "--key",
                            "observation/state=f4:7",
                            "--key",
                            "prompt=text",
                            "--width",
                            "7",
                            "--calls",
                            "5",
                            "--certificate",
                            certificate.toString()));

            assertThat(code).as(complained.toString(UTF_8)).isEqualTo(ConformCommand.CONFORMS);
            assertThat(server.handshakes).allMatch(head -> head.contains("Authorization: Api-Key secret\r\n"));
        }
        assertThat(said.toString(UTF_8))
                .contains("8 actions of 7 finite numbers", "It conforms.", certificate.toString());
        assertThat(Files.readString(certificate))
                .contains("\"certificate\": \"parley-conformance-1\"", "\"actionNumbers\": 7", "\"digest\": ")
                .doesNotContain("secret");
    }

    @Test
    void wrongWidthEndsItWithCodeOneAndTheCertificateBelowTheTable() throws Exception {
        try (StandInServer server = StandInServer.openPi()) {
            int code = command(Map.of())
                    .run(List.of(
                            "--url",
                            server.url().toString(),
                            "--dialect",
                            "openpi",
                            "--profile",
                            "libero",
                            "--width",
                            "8",
                            "--calls",
                            "1"));

            assertThat(code).isEqualTo(ConformCommand.DOES_NOT_CONFORM);
            assertThat(said.toString(UTF_8)).contains("7 numbers where 8 are needed", "\"conforms\": false");
        }
    }

    @Test
    void nobodyThereIsSaidInOneLine() throws Exception {
        StandInServer gone = StandInServer.openPi();
        gone.close();

        int code = command(Map.of()).run(List.of("--url", gone.url().toString(), "--dialect", "roboarena"));

        assertThat(code).isEqualTo(ConformCommand.DOES_NOT_CONFORM);
        assertThat(complained.toString(UTF_8))
                .startsWith("There is no connection to 127.0.0.1")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "--dialect roboarena; --url is missing",
                "--url ws://h/; --dialect is openpi or roboarena",
                "--url ws://h/ --dialect gpt; not 'gpt'",
                "--url ws://h/ --dialect openpi; give --profile or --key",
                "--url ws://h/ --dialect openpi --profile droid --key a=text; not both",
                "--url ws://h/ --dialect openpi --profile spot; droid, libero and aloha",
                "--url ws://h/ --dialect openpi --key a=b; is not key=u1",
                "--url ws://h/ --dialect roboarena --calls 0; from 1 to 10000, not 0",
                "--url ws://h/ --dialect roboarena --calls 10001; from 1 to 10000, not 10001",
                "--url ws://h/ --dialect roboarena --width seven; from 1 to 128, not seven",
                "--url ws://h/ --dialect roboarena --width; --width needs a value",
                "--url ws://h/ --url ws://i/ --dialect roboarena; --url is given twice",
                "--url ws://h/ --speed 3; no option --speed"
            })
    void wrongArgumentsEndItWithCodeTwo(String arguments, String says) throws Exception {
        int code = command(Map.of()).run(List.of(arguments.split(" ", -1)));

        assertThat(code).isEqualTo(ConformCommand.WRONG_USE);
        assertThat(complained.toString(UTF_8)).contains(says).contains("conform --url");
    }

    private ConformCommand command(Map<String, String> environment) {
        return new ConformCommand(
                environment, new PrintStream(said, true, UTF_8), new PrintStream(complained, true, UTF_8));
    }
}
