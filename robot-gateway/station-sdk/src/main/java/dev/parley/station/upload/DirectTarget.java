package dev.parley.station.upload;

import dev.parley.station.v1.Artifact;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the platform's artifact store that takes one artifact whole. Its address is a secret and expires; the
 * bearer token of the platform is never sent there.
 *
 * @param headers each {@code name: value}, to be sent as they are
 */
record DirectTarget(URI location, List<String> headers) {
    private static final Pattern CODE = Pattern.compile("<Code>([A-Za-z0-9]{1,64})</Code>");

    /** What the platform's answer names, if it names one. */
    static Optional<DirectTarget> of(HttpHeaders answer) {
        return answer.firstValue("Upload-Location")
                .map(location -> new DirectTarget(URI.create(location), answer.allValues("Upload-Location-Header")));
    }

    /** @throws UploadException worth retrying, since the next answer of the platform brings a fresh address */
    void send(HttpClient http, Artifact artifact, Path file, Duration atMost) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(location).timeout(atMost).PUT(BodyPublishers.ofFile(file));
        for (String header : headers) {
            int colon = header.indexOf(": ");
            if (colon <= 0) {
                throw new UploadException("the platform named a header of an upload that is none", true);
            }
            request.header(header.substring(0, colon), header.substring(colon + 2));
        }
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            // The rest of the body may repeat the signature.
            Matcher code = CODE.matcher(response.body());
            throw new UploadException(
                    "putting " + artifact.getName() + " into the artifact store was answered " + response.statusCode()
                            + (code.find() ? " " + code.group(1) : ""),
                    true);
        }
    }
}
