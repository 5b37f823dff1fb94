package dev.parley.core.rest.description;

import dev.parley.core.rest.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** What answers carry: problems where they refuse, pictures and films where an address ends so. */
final class Answers {
    private static final String PROBLEM = "#/components/schemas/Problem";
    private static final String EVENTS = "text/event-stream";

    /** How an address ends that is answered with bytes. */
    private static final Map<String, String> BYTES = Map.of(
            ".png", "image/png",
            ".jpg", "image/jpeg",
            ".mp4", "video/mp4",
            "/archive", "application/zip",
            "/episodes/{id}/safety", "application/json");

    private Answers() {}

    static void declare(Components components) {
        components.addSchema(
                "Problem",
                OASFactory.createSchema()
                        .addType(Schema.SchemaType.OBJECT)
                        .description("What went wrong, for people and programs (RFC 9457).")
                        .required(List.of("type", "title", "status", "detail", "code"))
                        .addProperty("type", text().description("urn:parley:problem: and the code."))
                        .addProperty("title", text())
                        .addProperty(
                                "status",
                                OASFactory.createSchema()
                                        .addType(Schema.SchemaType.INTEGER)
                                        .format("int32"))
                        .addProperty("detail", text().description("What was wrong and what would be right."))
                        .addProperty(
                                "code",
                                text().description("Stable: lower case with hyphens, for example rate-limited."))
                        .addProperty(
                                "link", text().description("Where what is missing can be read; only for some codes."))
                        .addProperty("version", text().description("Of what is missing; only for some codes.")));
    }

    static void complete(String path, Operation operation) {
        APIResponses responses =
                Optional.ofNullable(operation.getResponses()).orElseGet(OASFactory::createAPIResponses);
        operation.setResponses(responses);
        bytes(path).ifPresent(type -> deliver(operation, type));
        responses.getAPIResponses().forEach((status, response) -> {
            if (status.compareTo("400") >= 0 && response.getContent() == null) {
                response.setContent(problem().getContent());
            }
            events(response);
        });
        if (operation.getRequestBody() != null) {
            operation.getRequestBody().setRequired(true);
        }
        responses.addAPIResponse(
                "default",
                problem()
                        .description("Any other refusal: a problem that says what was wrong and what would be right."
                                + " 429 and 503 say in Retry-After when to come back."));
    }

    private static Optional<String> bytes(String path) {
        return BYTES.entrySet().stream()
                .filter(ending -> path.endsWith(ending.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static void deliver(Operation operation, String type) {
        APIResponses responses = operation.getResponses();
        responses.addAPIResponse("200", of("All of it.", type, binary()));
        boolean ranges = operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(parameter -> "Range".equals(parameter.getName()));
        if (ranges) {
            responses.addAPIResponse("206", of("What was asked for with Range.", type, binary()));
        }
    }

    /** A stream is text that never ends; what each event holds, the operation says. */
    private static void events(APIResponse response) {
        if (response.getContent() != null && response.getContent().getMediaType(EVENTS) != null) {
            response.getContent().getMediaType(EVENTS).setSchema(text());
        }
    }

    static APIResponse of(String description, String type, Schema schema) {
        return OASFactory.createAPIResponse()
                .description(description)
                .content(OASFactory.createContent()
                        .addMediaType(type, OASFactory.createMediaType().schema(schema)));
    }

    private static APIResponse problem() {
        return of("A problem.", Problem.MEDIA_TYPE, OASFactory.createSchema().ref(PROBLEM));
    }

    static Schema text() {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING);
    }

    private static Schema binary() {
        return text().format("binary");
    }
}
