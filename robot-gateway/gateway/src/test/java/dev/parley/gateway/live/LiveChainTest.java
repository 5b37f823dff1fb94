package dev.parley.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.station.whip.WhipState;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LiveChainTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void stationsPictureReachesAViewerThroughTheWholeChain() throws Exception {
        try (var server = MediaServerProcess.start(0, 12);
                var bench = new LiveBench(server.uri(), 12)) {
            awaitLive(bench);
            try (var viewer = bench.viewer()) {
                var joined = viewer.watch();
                assertThat(joined.statusCode()).as(joined.body()).isEqualTo(201);
                LiveBench.assertMoving(viewer);
                assertThat(bench.live.viewers(bench.episode)).isEqualTo(1);
                assertThat(viewer.leave(joined)).isEqualTo(200);
                assertThat(bench.live.viewers(bench.episode)).isZero();
                assertThat(viewer.leave(joined)).isEqualTo(404);
            }
        }
    }

    @Test
    void whenAnEpisodeIsPublicNoMoreEverybodyIsLetGoOfButOperators() throws Exception {
        try (var server = MediaServerProcess.start(0, 12);
                var bench = new LiveBench(server.uri(), 12)) {
            awaitLive(bench);
            try (var anybody = bench.viewer();
                    var operator = bench.viewer()) {
                var joined = anybody.watch();
                assertThat(joined.statusCode()).as(joined.body()).isEqualTo(201);
                assertThat(operator.watchWithAKey().statusCode()).isEqualTo(201);
                LiveBench.assertMoving(anybody);
                LiveBench.assertMoving(operator);
                assertThat(bench.live.watched()).containsExactly(bench.episode);

                bench.live.endPublic(bench.episode).await().atMost(SOON);

                assertThat(bench.live.viewers(bench.episode)).isEqualTo(1);
                assertThat(anybody.leave(joined)).isEqualTo(404);
                operator.brightness.clear();
                LiveBench.assertMoving(operator);
                // What was on its way when the picture was cut is all that comes.
                await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
                anybody.brightness.clear();
                await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
                assertThat(anybody.brightness).isEmpty();
                bench.live.endPublic(bench.episode).await().atMost(SOON);
                assertThat(bench.live.viewers(bench.episode)).isEqualTo(1);
            }
        }
    }

    @Test
    void whoGotThePictureAfterTheLastPublicMomentIsLetGoOfAgain() throws Exception {
        try (var server = MediaServerProcess.start(0, 12);
                var bench = new LiveBench(server.uri(), 12)) {
            awaitLive(bench);
            try (var anybody = bench.viewer();
                    var operator = bench.viewer()) {
                // It ends between the look at the episode and the picture that was waited for.
                var looks = new AtomicInteger();
                bench.replica.moments = episode -> looks.getAndIncrement() == 0
                        ? Uni.createFrom().voidItem()
                        : Uni.createFrom().failure(new ParleyException(ErrorCode.NOT_LIVE, "it has ended"));
                var refused = anybody.watch();
                assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
                assertThat(looks).hasValue(2);
                assertThat(bench.live.viewers(bench.episode)).isZero();
                assertThat(operator.watchWithAKey().statusCode()).isEqualTo(201);
            }
        }
    }

    @Test
    void whoOffersInTheMomentOfTheEndIsToldThatNothingIsLive() throws Exception {
        try (var server = MediaServerProcess.start(0, 12);
                var bench = new LiveBench(server.uri(), 12)) {
            awaitLive(bench);
            try (var late = bench.viewer()) {
                bench.replica.meanwhile = bench.publisher::close;
                var refused = late.watch();
                assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
                assertThat(refused.body()).contains("not-live");
                assertThat(bench.live.viewers(bench.episode)).isZero();
            }
        }
    }

    @Test
    void killedMediaServerComesBackAndSoDoesThePicture() throws Exception {
        try (var first = MediaServerProcess.start(0, 12);
                var bench = new LiveBench(first.uri(), 12)) {
            awaitLive(bench);
            first.kill();
            try (var second = MediaServerProcess.start(first.uri().getPort(), 12)) {
                await().atMost(SOON).until(() -> !bench.live.live(bench.episode, "main"));
                await().atMost(Duration.ofSeconds(60)).until(() -> bench.live.live(bench.episode, "main"));
                try (var viewer = bench.viewer()) {
                    assertThat(viewer.watch().statusCode()).isEqualTo(201);
                    LiveBench.assertMoving(viewer);
                }
            }
        }
    }

    @Test
    void whoComesAfterTheLastPlaceIsToldSoAndFindsOneLater() throws Exception {
        try (var server = MediaServerProcess.start(0, 12);
                var bench = new LiveBench(server.uri(), 2)) {
            awaitLive(bench);
            List<WhepViewer> viewers = new ArrayList<>();
            try {
                for (int i = 0; i < 3; i++) {
                    viewers.add(bench.viewer());
                }
                var first = viewers.get(0).watch();
                assertThat(viewers.get(1).watch().statusCode()).isEqualTo(201);
                var refused = viewers.get(2).watch();
                assertThat(refused.statusCode()).isEqualTo(503);
                assertThat(refused.body()).contains("live-places-taken", "the poster and the replay are there");
                viewers.get(0).leave(first);
                try (var late = bench.viewer()) {
                    assertThat(late.watch().statusCode()).isEqualTo(201);
                }
            } finally {
                viewers.forEach(WhepViewer::close);
            }
        }
    }

    @Test
    void mediaServersOwnLimitIsToldInTheSameWords() throws Exception {
        try (var server = MediaServerProcess.start(0, 1);
                var bench = new LiveBench(server.uri(), 12)) {
            awaitLive(bench);
            try (var viewer = bench.viewer();
                    var late = bench.viewer()) {
                assertThat(viewer.watch().statusCode()).isEqualTo(201);
                var refused = late.watch();
                assertThat(refused.statusCode()).isEqualTo(503);
                assertThat(refused.body()).contains("live-places-taken");
                assertThat(bench.live.viewers(bench.episode)).isEqualTo(1);
            }
        }
    }

    private static void awaitLive(LiveBench bench) {
        await().atMost(SOON)
                .until(() -> bench.publisher.state() == WhipState.LIVE && bench.live.live(bench.episode, "main"));
    }
}
