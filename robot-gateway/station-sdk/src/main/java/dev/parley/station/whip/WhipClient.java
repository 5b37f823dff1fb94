package dev.parley.station.whip;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** The HTTP half of WHIP: POST an offer, DELETE the resource it made (RFC 9725, sections 4.2 and 4.2.1). */
final class WhipClient {

    private static final Duration LIMIT = Duration.ofSeconds(12);
    private static final Duration OPTIONS_LIMIT = Duration.ofSeconds(2);
    private static final Duration DELETE_LIMIT = Duration.ofSeconds(2);
    private static final int SHOWN = 300;

    private final HttpClient http;
    private final WhipEndpoint endpoint;

    WhipClient(HttpClient http, WhipEndpoint endpoint) {
        this.http = http;
        this.endpoint = endpoint;
    }

    /** The resource made for an offer, and the answer to it. */
    record Published(URI resource, String answer) {}

    /** The STUN and TURN servers that the platform names to whoever holds the token; none where it does not say. */
    List<IceLink> iceServers() throws InterruptedException {
        try {
            HttpResponse<String> response = send(request(endpoint.uri(), OPTIONS_LIMIT)
                    .method("OPTIONS", BodyPublishers.noBody())
                    .build());
            return response.statusCode() / 100 == 2
                    ? IceLink.in(response.headers().allValues("Link"))
                    : List.of();
        } catch (WhipException unreachable) {
            // What is wrong is said of the offer that follows.
            return List.of();
        }
    }

    Published publish(String offer) throws WhipException, InterruptedException {
        HttpRequest request = request(endpoint.uri(), LIMIT)
                .header("Content-Type", "application/sdp")
                .header("Accept", "application/sdp")
                .POST(BodyPublishers.ofString(offer))
                .build();
        HttpResponse<String> response = send(request);
        if (response.statusCode() != 201) {
            throw refusal(response);
        }
        String location = response.headers()
                .firstValue("Location")
                .orElseThrow(() -> WhipException.refused(endpoint.uri() + " answered 201 without a Location header"));
        return new Published(endpoint.uri().resolve(location), response.body());
    }

    /** Ends the publication, as far as the platform can be reached; it expires there by itself otherwise. */
    void delete(URI resource) throws WhipException, InterruptedException {
        send(request(resource, DELETE_LIMIT).DELETE().build());
    }

    private HttpRequest.Builder request(URI uri, Duration limit) {
        return HttpRequest.newBuilder(uri).timeout(limit).header("Authorization", "Bearer " + endpoint.token());
    }

    private HttpResponse<String> send(HttpRequest request) throws WhipException, InterruptedException {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw WhipException.passing(request.uri() + " cannot be reached: " + e.getMessage());
        }
    }

    private WhipException refusal(HttpResponse<String> response) {
        int status = response.statusCode();
        String message = endpoint.uri() + " answered " + status + ": " + shortened(response.body());
        if (status == 503 || status == 429) {
            return WhipException.busy(message, retryAfter(response));
        }
        return status >= 500 || status == 408 || status == 409
                ? WhipException.passing(message)
                : WhipException.refused(message);
    }

    private static Duration retryAfter(HttpResponse<String> response) {
        String seconds = response.headers().firstValue("Retry-After").orElse("1");
        return seconds.matches("\\d{1,4}") ? Duration.ofSeconds(Long.parseLong(seconds)) : Duration.ofSeconds(1);
    }

    private static String shortened(String body) {
        return body.length() <= SHOWN ? body : body.substring(0, SHOWN) + "…";
    }
}
