package dev.parley.sim.uploaded;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.INFO;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.station.v1.PolicyReference;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Asks the platform which uploaded network is to be tried, tries it, and says how it went. One thread. */
public final class TrialDesk {
    private static final System.Logger LOG = System.getLogger(TrialDesk.class.getName());
    private static final String TRIALS = "/station/v1/uploaded-policies/";
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);
    private static final int LARGEST_REFERENCE = 64 * 1024;
    private static final int OK = 200;

    private final URI gateway;
    private final String key;
    private final NetworkTrial trial;
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** @param key of the station */
    public TrialDesk(URI gateway, String key, NetworkTrial trial) {
        this.gateway = gateway;
        this.key = key;
        this.trial = trial;
    }

    /**
     * Does so again and again until it is interrupted.
     *
     * @param online whether the platform knows now what this station can do
     */
    public void run(Duration every, BooleanSupplier online) throws InterruptedException {
        while (true) {
            boolean found = false;
            try {
                found = online.getAsBoolean() && once();
            } catch (IOException e) {
                // The platform may be starting; what it wants tried stays wanted.
                LOG.log(DEBUG, "the platform did not say what is to be tried: " + e.getMessage());
            }
            if (!found) {
                Thread.sleep(every);
            }
        }
    }

    /** Tries the next; false where there was none. */
    boolean once() throws IOException, InterruptedException {
        Optional<PolicyReference> next = next();
        if (next.isEmpty()) {
            return false;
        }
        NetworkTrial.Verdict verdict = trial.run(next.get().getUploaded());
        LOG.log(INFO, "tried uploaded policy {0}: {1}", next.get().getName(), verdict);
        tell(next.get().getDigest(), verdict);
        return true;
    }

    private Optional<PolicyReference> next() throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(
                request("trials").POST(HttpRequest.BodyPublishers.noBody()).build(),
                HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), LARGEST_REFERENCE));
        return response.statusCode() == OK ? Optional.of(PolicyReference.parseFrom(response.body())) : Optional.empty();
    }

    private void tell(String digest, NetworkTrial.Verdict verdict) throws IOException, InterruptedException {
        Map<String, String> said = switch (verdict) {
            case NetworkTrial.Verdict.Passed passed -> Map.of("verdict", "PASSED");
            case NetworkTrial.Verdict.Failed(String why) -> Map.of("verdict", "FAILED", "why", why);
            case NetworkTrial.Verdict.NotTried(String why) -> Map.of("verdict", "NOT_TRIED", "why", why);
        };
        http.send(
                request(digest + "/trial")
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(body(said)))
                        .build(),
                HttpResponse.BodyHandlers.discarding());
    }

    private String body(Map<String, String> said) {
        try {
            return json.writeValueAsString(said);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of texts is JSON", e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(gateway.resolve(TRIALS + path))
                .timeout(ANSWER_WITHIN)
                .header("Authorization", "Bearer " + key);
    }
}
