package dev.parley.core.rest;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What fails before a resource is asked is the caller's fault all the same, and said so. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class HostileBodiesTest {

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "1", "\"a"})
    void bodyBeyondWhatAReaderTakesIsMalformed(String piece) {
        given().contentType("application/json")
                .body(piece.repeat(5000))
                .post("/api/v1/prompts")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body(containsString("body-malformed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Host: {\"a\":1}\r\n", "Host: a b\r\n"})
    void requestWithoutAHostIsToldThatItNeedsOne(String host) throws IOException {
        int port = ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream()
                    .write(("GET /api/v1/scenes HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n").getBytes(US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII))
                    .startsWith("HTTP/1.1 400 ")
                    .contains("application/problem+json", "Host header")
                    .doesNotContain("Exception");
        }
    }
}
