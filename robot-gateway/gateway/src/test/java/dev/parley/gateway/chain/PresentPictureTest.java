package dev.parley.gateway.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.contracts.StationId;
import dev.parley.contracts.wire.WireEncoding;
import dev.parley.core.startphoto.PresentPictures;
import dev.parley.core.station.StationKind;
import dev.parley.station.EpisodeRun;
import dev.parley.station.Station;
import dev.parley.station.StationBody;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.EpisodeSpec;
import dev.parley.station.v1.RenderRequest;
import dev.parley.station.v1.StopLevel;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a real station's camera shows now, over a real connection. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class PresentPictureTest {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};
    private static final PresentPictures.Wanted WANTED =
            new PresentPictures.Wanted("main", Lab.SCENE, 7, Map.of("light", 0.5), 320, 240);

    @Inject
    Lab lab;

    @Inject
    PresentPictures pictures;

    @Test
    void stationShowsWhatItsCameraSeesInBothEncodings() throws Exception {
        for (WireEncoding encoding : WireEncoding.values()) {
            Lab.Registered registered = lab.register(StationKind.REHEARSAL);
            Watching body = new Watching(true);
            try (Station station = lab.connect(registered, body, encoding)) {
                assertThat(Lab.await(pictures.take(registered.id(), WANTED))).isEqualTo(PNG);
                RenderRequest asked = body.asked.take();
                assertThat(asked.getPresent()).isTrue();
                assertThat(asked.getCamera()).isEqualTo("main");
                assertThat(asked.getSeed()).isEqualTo(7);
                assertThat(asked.getWidthPx()).isEqualTo(320);
                assertThat(asked.getConditions(0).getName()).isEqualTo("light");
                assertThat(asked.getConditions(0).getNumber()).isEqualTo(0.5);
                assertThat(station.status().running()).isZero();
            }
        }
    }

    @Test
    void whyThereIsNoneIsSaidInTheStationsWords() throws Exception {
        Lab.Registered registered = lab.register(StationKind.REHEARSAL);
        Watching body = new Watching(true);
        body.broken = true;
        try (Station station = lab.connect(registered, body, WireEncoding.BINARY)) {
            assertThat(station.status().online()).isTrue();
            assertThatThrownBy(() -> Lab.await(pictures.take(registered.id(), WANTED)))
                    .hasMessageContaining("lens cap");
        }
    }

    @Test
    void stationThatDoesNotShowItAndOneThatIsAwayAreNotAsked() throws Exception {
        Lab.Registered registered = lab.register(StationKind.REHEARSAL);
        Watching body = new Watching(false);
        try (Station station = lab.connect(registered, body, WireEncoding.BINARY)) {
            assertThat(station.status().online()).isTrue();
            assertThatThrownBy(() -> Lab.await(pictures.take(registered.id(), WANTED)))
                    .hasMessageContaining("no picture in time");
            assertThat(body.asked).isEmpty();
        }
        assertThatThrownBy(() -> Lab.await(pictures.take(StationId.random(), WANTED)))
                .hasMessageContaining("no picture in time");
    }

    @Test
    void stationIsAskedForTwoPicturesAtATimeAndIsAskedAgainAfterThem() throws Exception {
        Lab.Registered registered = lab.register(StationKind.REHEARSAL);
        Watching body = new Watching(true);
        CountDownLatch lens = new CountDownLatch(1);
        body.lens = lens;
        try (Station station = lab.connect(registered, body, WireEncoding.BINARY)) {
            assertThat(station.status().online()).isTrue();
            CompletableFuture<byte[]> first =
                    pictures.take(registered.id(), WANTED).subscribeAsCompletionStage();
            CompletableFuture<byte[]> second =
                    pictures.take(registered.id(), WANTED).subscribeAsCompletionStage();
            assertThatThrownBy(() -> Lab.await(pictures.take(registered.id(), WANTED)))
                    .hasMessageContaining("asked for 2 pictures already");
            lens.countDown();
            assertThat(first.get(60, TimeUnit.SECONDS)).isEqualTo(PNG);
            assertThat(second.get(60, TimeUnit.SECONDS)).isEqualTo(PNG);
            assertThat(Lab.await(pictures.take(registered.id(), WANTED))).isEqualTo(PNG);
        } finally {
            lens.countDown();
        }
    }

    /** A body that does nothing but look at its table. */
    private static final class Watching implements StationBody {
        private final BlockingQueue<RenderRequest> asked = new LinkedBlockingQueue<>();
        private final boolean shows;
        private volatile boolean broken;
        private volatile CountDownLatch lens = new CountDownLatch(0);

        Watching(boolean shows) {
            this.shows = shows;
        }

        @Override
        public Capabilities capabilities() {
            return Lab.capabilities(StationKind.REHEARSAL).toBuilder()
                    .setSlots(1)
                    .setShowsPresent(shows)
                    .build();
        }

        @Override
        public List<String> violations(EpisodeSpec spec) {
            return List.of("It only looks.");
        }

        @Override
        public void run(EpisodeRun run) {
            throw new IllegalStateException("it takes no episodes");
        }

        @Override
        public byte[] render(RenderRequest request) {
            throw new IllegalArgumentException("It draws nothing.");
        }

        @Override
        public byte[] present(RenderRequest request) {
            if (broken) {
                throw new IllegalArgumentException("The lens cap is on.");
            }
            asked.add(request);
            try {
                lens.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return PNG.clone();
        }

        @Override
        public void stop(StopLevel level) {}
    }
}
