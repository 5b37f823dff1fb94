package dev.parley.core.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.parley.core.assignment.AssignmentData;
import io.restassured.response.ValidatableResponse;

/** What the tests of several resources ask and expect alike. */
final class RestCalls {
    private RestCalls() {}

    /** A new guest's token. */
    static String token() {
        return given().post("/api/v1/guests").then().statusCode(201).extract().path("token");
    }

    static String url(AssignmentData assignment) {
        return "/api/v1/episodes/" + assignment.id();
    }

    /** Expects problem details with this code, and no class names outside. */
    static void problem(ValidatableResponse response, int status, String code) {
        problem(response, status);
        response.body("code", equalTo(code));
    }

    /** Expects problem details of any code, as the framework answers what no resource takes. */
    static void problem(ValidatableResponse response, int status) {
        response.statusCode(status)
                .contentType("application/problem+json")
                .body("detail", not(containsString("dev.parley")));
    }
}
