package dev.parley.gateway.rest;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.gateway.rest.Description.Operation;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The description is good enough that programs are generated from it, and what it once named stays. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class InterfaceDescriptionTest {
    private static final String BASELINE = "/operations.txt";
    private static final String PROBLEM = "application/problem+json";

    /** Of pictures and films, by how an address ends. */
    private static final Map<String, String> BYTES =
            Map.of(".png", "image/png", ".jpg", "image/jpeg", ".mp4", "video/mp4", "/archive", "application/zip");

    private Description description = Description.of("{}");

    @BeforeEach
    void read() throws IOException {
        String json = given().get("/api/v1/openapi.json")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .extract()
                .asString();
        Files.writeString(Path.of("target", "openapi.json"), json);
        description = Description.of(json);
    }

    @Test
    void everyOperationHasANameOfItsOwnASummaryAndWhoMayCallIt() {
        none("a name in the field's words", each -> !each.id().matches("[a-z][a-zA-Z]{3,}"));
        none("a summary", each -> each.node().path("summary").asText().length() < 4);
        none("a tag", each -> each.node().path("tags").isEmpty());
        none("who may", each -> !each.node().path("description").asText().contains("Who may: "));
        none("security", each -> each.node().path("security").isEmpty());
        assertThat(description.operations()).extracting(Operation::id).doesNotHaveDuplicates();
        assertThat(description.root().path("components").path("securitySchemes"))
                .hasSize(4);
    }

    @Test
    void nothingIsTakenAwayOrRenamed() throws IOException {
        TreeSet<String> now = new TreeSet<>();
        description.operations().forEach(each -> now.add(each.line()));
        if (Boolean.getBoolean("operations.write")) {
            Files.write(Path.of("src", "test", "resources", "operations.txt"), now);
        }
        try (InputStream in = InterfaceDescriptionTest.class.getResourceAsStream(BASELINE)) {
            List<String> before = new String(in.readAllBytes(), UTF_8).lines().toList();
            assertThat(now)
                    .as("programs call these; what is new belongs into operations.txt (-Doperations.write=true)")
                    .containsExactlyElementsOf(before);
        }
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<String> dangling = new ArrayList<>();
        description.eachReference(reference -> {
            if (description.at(reference).isMissingNode()) {
                dangling.add(reference);
            }
        });
        assertThat(dangling).isEmpty();
    }

    @Test
    void everyBodyAndEveryAnswerHasAType() {
        none(
                "a typed request body",
                each -> each.node().has("requestBody")
                        && !typed(each.node().path("requestBody").path("content")));
        none(
                "an answer when it went well",
                each -> each.node().path("responses").properties().stream()
                        .noneMatch(answer -> answer.getKey().startsWith("2")));
        none(
                "types of its answers",
                each -> each.node().path("responses").properties().stream()
                        .anyMatch(answer -> answer.getKey().startsWith("2")
                                && answer.getValue().has("content")
                                && !typed(answer.getValue().path("content"))));
        none(
                "something in its answer",
                each -> each.node().path("responses").properties().stream()
                        .anyMatch(answer -> (answer.getKey().equals("200")
                                        || answer.getKey().equals("201"))
                                && !answer.getValue().has("content")
                                && !EMPTY.contains(each.id())));
    }

    /** They answer 200 with nothing to say. */
    private static final List<String> EMPTY = List.of("stopWatchingLive");

    @Test
    void everyRefusalIsAProblem() {
        none(
                "a problem for every other refusal",
                each -> !isProblem(each.node().path("responses").path("default")));
        none(
                "problems for its refusals",
                each -> each.node().path("responses").properties().stream()
                        .anyMatch(answer -> answer.getKey().matches("[45]..") && !isProblem(answer.getValue())));
    }

    @Test
    void everyParameterHasLimits() {
        none(
                "limits of its parameters",
                each -> each.parameters().stream()
                        .map(parameter -> description.resolved(parameter))
                        .anyMatch(parameter -> !limited(parameter.path("schema"))));
        none(
                "a parameter for each part of its address",
                each -> Pattern.compile("\\{(\\w+)}")
                        .matcher(each.path())
                        .results()
                        .anyMatch(part -> each.parameters().stream()
                                .noneMatch(parameter -> parameter
                                                .path("in")
                                                .asText()
                                                .equals("path")
                                        && parameter.path("name").asText().equals(part.group(1)))));
    }

    @Test
    void picturesAndFilmsAreBytes() {
        BYTES.forEach((ending, type) -> none(
                "bytes of " + type,
                each -> each.path().endsWith(ending)
                        && each.method().equals("get")
                        && !each.node()
                                .path("responses")
                                .path("200")
                                .path("content")
                                .path(type)
                                .path("schema")
                                .path("format")
                                .asText()
                                .equals("binary")));
        assertThat(description.operations()).extracting(Operation::path).anyMatch(path -> path.endsWith(".mp4"));
    }

    @Test
    void noRecordIsAnObjectOfAnything() {
        assertThat(description.schemas())
                .isNotEmpty()
                .allSatisfy((name, schema) -> assertThat(
                                schema.path("type").asText().equals("object")
                                        && !schema.has("properties")
                                        && !schema.has("additionalProperties"))
                        .as(name)
                        .isFalse());
    }

    @Test
    void everyFieldIsOfOneType() {
        assertThat(description.schemas())
                .allSatisfy((name, schema) -> assertThat(schema.path("properties").properties().stream()
                                .filter(field -> field.getValue().path("type").isArray())
                                .map(Map.Entry::getKey))
                        .as(name)
                        .isEmpty());
    }

    private void none(String what, Predicate<Operation> lacks) {
        assertThat(description.operations())
                .isNotEmpty()
                .filteredOn(lacks)
                .as("without " + what)
                .isEmpty();
    }

    private boolean typed(JsonNode content) {
        return !content.isEmpty()
                && content.properties().stream().allMatch(type -> {
                    JsonNode schema = type.getValue().path("schema");
                    return schema.has("$ref") || schema.has("type") || oneOfSeveral(schema);
                });
    }

    private static boolean oneOfSeveral(JsonNode schema) {
        return schema.has("oneOf") && schema.path("oneOf").valueStream().allMatch(one -> one.has("$ref"));
    }

    private boolean isProblem(JsonNode answer) {
        JsonNode schema = answer.path("content").path(PROBLEM).path("schema");
        JsonNode named = description.resolved(schema);
        return named.path("properties").has("detail")
                && named.path("properties").has("code");
    }

    private boolean limited(JsonNode schema) {
        JsonNode known = description.resolved(schema);
        if (known.has("items")) {
            return known.has("maxItems") && limited(known.path("items"));
        }
        boolean sized = known.has("enum")
                || known.has("pattern")
                || known.has("maxLength")
                || known.has("minimum") && known.has("maximum")
                || known.path("type").asText().equals("boolean");
        return sized && known.has("type");
    }
}
