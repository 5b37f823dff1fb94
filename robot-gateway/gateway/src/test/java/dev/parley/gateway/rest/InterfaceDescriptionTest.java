package dev.parley.gateway.rest;

import static io.restassured.RestAssured.given;

import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class InterfaceDescriptionTest {
    @Test
    void dump() throws Exception {
        Files.writeString(Path.of("target/openapi.json"), given().header("Accept", "application/json").get("/q/openapi").asString());
    }
}
