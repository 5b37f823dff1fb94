package dev.parley.core.study;

import static io.restassured.RestAssured.given;

import dev.parley.core.support.Lab;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Studies over REST, as their tests submit them. */
final class StudyCalls {
    static final String STUDIES = "/api/v1/studies";
    static final String TASK = "put-cube-red-in-bowl-blue";

    private StudyCalls() {}

    static RequestSpecification as(String submitter) {
        return given().header("Authorization", "Bearer " + StudySettings.key(submitter));
    }

    static ValidatableResponse submit(String submitter, String name, String items) {
        return as(submitter)
                .contentType(ContentType.JSON)
                .body("{\"name\": \"%s\", \"items\": [%s]}".formatted(name, items))
                .post(STUDIES)
                .then();
    }

    /** A new study's id. */
    static String submitted(String submitter, String name, int items) {
        return submit(submitter, name, items(items)).statusCode(201).extract().path("id");
    }

    static String items(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> item("\"seed\": " + number))
                .collect(Collectors.joining(","));
    }

    /** A good item with a field more or another. */
    static String item(String field) {
        return item(field, "\"instruction\": \"put the red cube in the blue bowl\"");
    }

    static String item(String field, String asked) {
        String item =
                "\"policyVersion\": {\"name\": \"%s\", \"digest\": \"%s\"}, \"sceneId\": \"%s\", \"taskId\": \"%s\", %s"
                        .formatted(Lab.POLICY, Lab.DIGEST, Lab.SCENE, TASK, asked);
        String name = field.substring(0, field.indexOf(':'));
        String whole = item.contains(name)
                ? item.replaceFirst(name + ": (\\{[^}]*}|\"[^\"]*\")", Matcher.quoteReplacement(field))
                : item + ", " + field;
        return whole.contains("\"seed\"") ? "{" + whole + "}" : "{" + whole + ", \"seed\": 7}";
    }
}
