package dev.parley.server;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Says once where Parley is, as soon as a prompt would be served. */
@ApplicationScoped
class ReadyLine {
    private static final Duration ASK_EVERY = Duration.ofMillis(250);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
    private static final int OK = 200;

    private final URI url;

    @Inject
    ReadyLine(@ConfigProperty(name = "parley.host") String host, @ConfigProperty(name = "parley.port") int port) {
        this.url = Settings.url(host, port);
    }

    /** Asks this server's own readiness on a thread of its own until it is given. */
    void print(PrintStream out) {
        out.println("The server runs at " + url + " ; waiting for a station ...");
        Thread.ofPlatform().daemon().name("ready-line").start(() -> {
            try {
                while (!ready()) {
                    Thread.sleep(ASK_EVERY);
                }
                out.println("Parley is ready: " + url);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private boolean ready() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url.resolve("q/health/ready"))
                .timeout(ANSWER_WITHIN)
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException e) {
            return false;
        }
    }
}
