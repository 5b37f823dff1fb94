package dev.parley.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.station.whip.WhipState;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two replicas on one media server and one Redis: whoever is asked, it works. */
class LiveReplicasTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String MINE = "Bearer " + "m".repeat(40);

    private MediaServerProcess server;
    private LiveBench first;
    private LiveReplica second;

    @BeforeEach
    void start() throws Exception {
        // Viewers whom another test's dead replica left would take places here.
        LiveReplica.redis().stop();
        LiveReplica.redis().restart();
        server = MediaServerProcess.start(0, 12);
        first = new LiveBench(server.uri(), 2);
        second = new LiveReplica(server.uri(), 2);
        await().atMost(SOON)
                .until(() -> first.publisher.state() == WhipState.LIVE && first.live.live(first.episode, "main"));
    }

    @AfterEach
    void stop() throws Exception {
        first.close();
        second.close();
        server.close();
    }

    @Test
    void pictureOfOneReplicaIsWatchedChangedAndEndedThroughTheOther() throws Exception {
        await().atMost(SOON).until(() -> second.live.live(first.episode, "main"));
        try (var here = first.viewer();
                var there = first.viewer(second);
                var late = first.viewer(second)) {
            var joinedHere = here.watch(MINE);
            assertThat(joinedHere.statusCode()).as(joinedHere.body()).isEqualTo(201);
            var joinedThere = there.watch();
            assertThat(joinedThere.statusCode()).as(joinedThere.body()).isEqualTo(201);
            LiveBench.assertMoving(there);

            // Places are counted over both.
            var refused = late.watch();
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("live-places-taken");

            // Each replica answers for what the other made.
            String session = joinedHere.headers().firstValue("Location").orElseThrow();
            String tag = joinedHere.headers().firstValue("ETag").orElseThrow();
            String candidate = "m=video 9 UDP/TLS/RTP/SAVPF 0\r\na=mid:0\r\n"
                    + "a=candidate:1 1 udp 2113937151 127.0.0.1 9 typ host\r\n";
            assertThat(send("PATCH", second, session, MINE, "\"other\"", candidate))
                    .isEqualTo(412);
            assertThat(send("PATCH", second, session, null, tag, candidate)).isEqualTo(401);
            assertThat(send("PATCH", second, session, MINE, tag, candidate)).isEqualTo(204);
            assertThat(send("DELETE", second, session, null, null, "")).isEqualTo(401);
            assertThat(send("DELETE", second, session, MINE, null, "")).isEqualTo(200);
            await().atMost(SOON).until(() -> send("DELETE", first.replica, session, MINE, null, "") == 404);
            assertThat(late.watch().statusCode()).isEqualTo(201);
        }
    }

    @Test
    void reservedPlacesAreThereWhenAllOthersAreTakenAndOnlyForThoseTheyBelongTo() throws Exception {
        await().atMost(SOON).until(() -> second.live.live(first.episode, "main"));
        List<WhepViewer> all = new ArrayList<>();
        try {
            for (int i = 0; i < 7; i++) {
                all.add(i % 2 == 0 ? first.viewer() : first.viewer(second));
            }
            assertThat(all.get(0).watch().statusCode()).isEqualTo(201);
            assertThat(all.get(1).watch().statusCode()).isEqualTo(201);
            assertThat(all.get(2).watch().statusCode()).isEqualTo(503);
            var asker = all.get(3).watchWithAKey();
            assertThat(asker.statusCode()).as(asker.body()).isEqualTo(201);
            LiveBench.assertMoving(all.get(3));
            assertThat(all.get(4).watchWithAKey().statusCode()).isEqualTo(201);
            // One who is entitled takes everybody's place where their own are gone, and here those are taken too.
            assertThat(all.get(5).watchWithAKey().statusCode()).isEqualTo(503);
            // A reserved place that becomes free is no place for everybody.
            assertThat(all.get(3).leave(asker)).isEqualTo(200);
            assertThat(all.get(2).watch().statusCode()).isEqualTo(503);
            assertThat(all.get(6).watchWithAKey().statusCode()).isEqualTo(201);
        } finally {
            all.forEach(WhepViewer::close);
        }
    }

    @Test
    void stationThatComesBackThroughTheOtherReplicaKeepsItsViewers() throws Exception {
        try (var viewer = first.viewer()) {
            assertThat(viewer.watch().statusCode()).isEqualTo(201);
            LiveBench.assertMoving(viewer);
            try (var again = first.publish(second)) {
                await().atMost(SOON).until(() -> again.state() == WhipState.LIVE);
                viewer.brightness.clear();
                int shown = 0;
                while (viewer.brightness.size() < 10) {
                    again.show(LiveBench.picture(shown++));
                    assertThat(shown).as("pictures until the viewer saw ten").isLessThan(400);
                    await().pollDelay(Duration.ofMillis(50)).until(() -> true);
                }
            }
        }
    }

    @Test
    void survivorTakesOverThePicturesOfADeadReplica() throws Exception {
        try (var viewer = first.viewer()) {
            assertThat(viewer.watch().statusCode()).isEqualTo(201);
            first.replica.close();

            LiveBench.assertMoving(viewer);
            await("the survivor answers for all").atMost(SOON).until(() -> owned() == 2);
            try (var late = first.viewer(second)) {
                assertThat(late.watch().statusCode()).isEqualTo(201);
                LiveBench.assertMoving(late);
            }
            assertThat(second.live.live(first.episode, "main")).isTrue();
        }
    }

    @Test
    void viewerWhoLeftWhileTheDirectoryWasReadDoesNotComeBack() {
        LiveDirectory directory = first.replica.directory;
        LiveEntry left = new LiveEntry(
                LiveEntry.Role.VIEWER,
                new LiveChannelId(first.episode, "main"),
                LiveEntry.newSession(),
                "pipeline",
                Optional.empty(),
                Optional.empty(),
                false,
                directory.replica());
        first.replica.index.put(left).await().atMost(SOON);

        directory.look(List.of()).await().atMost(SOON);

        assertThat(first.live.viewers(first.episode)).isZero();
    }

    @Test
    void directoryThatWasFlushedIsBuiltAnew() throws Exception {
        try (var viewer = first.viewer()) {
            assertThat(viewer.watch().statusCode()).isEqualTo(201);
            LiveReplica.redis().stop();
            try (var meanwhile = first.viewer()) {
                assertThat(meanwhile.watch().statusCode())
                        .as("its own replica goes on alone")
                        .isEqualTo(201);
                LiveReplica.redis().restart();
                await().atMost(SOON).until(() -> second.live.viewers(first.episode) == 2);
            }
            assertThat(second.live.live(first.episode, "main")).isTrue();
            LiveBench.assertMoving(viewer);
        }
    }

    private long owned() {
        return second.index.all().await().atMost(Duration.ofSeconds(60)).stream()
                .filter(seen -> seen.entry().replica().equals(second.directory.replica()))
                .count();
    }

    private static int send(
            String method,
            LiveReplica replica,
            String path,
            @Nullable String authorization,
            @Nullable String ifMatch,
            String body)
            throws Exception {
        URI uri = replica.http.uri(path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).method(method, BodyPublishers.ofString(body));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        HttpResponse<String> response = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
        return response.statusCode();
    }
}
