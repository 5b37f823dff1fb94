package dev.parley.media;

import static dev.parley.media.RpcClient.errorCode;
import static dev.parley.media.RpcClient.object;
import static dev.parley.media.RpcClient.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.media.server.MediaServer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VideoThroughServerTest {

    private static final int FRAMES = 20;

    private final MediaServer server;
    private final RpcClient rpc;

    VideoThroughServerTest() throws Exception {
        server = TestServer.start(3, 4);
        rpc = new RpcClient(server.uri());
    }

    @BeforeEach
    void open() {
        assertThat(SharedWebRtc.INSTANCE.factory()).isNotNull();
    }

    @AfterEach
    void close() throws Exception {
        rpc.call("closeSession", object());
        rpc.close();
        server.close();
    }

    @Test
    void viewerSeesThePublishersPictureMove() throws Exception {
        String pipeline = rpc.pipeline();
        String publishing = rpc.endpoint(pipeline);
        try (TestPeer publisher = TestPeer.publisher();
                TestPeer viewer = TestPeer.viewer()) {
            rpc.subscribe(publishing, "MediaFlowInStateChanged");
            publisher.negotiate(rpc, publishing);
            publisher.film();
            assertThat(rpc.event("MediaFlowInStateChanged")
                            .at("/params/value/data/state")
                            .asText())
                    .isEqualTo("FLOWING");
            watch(pipeline, publishing, viewer);
            assertThat(viewer.brightness.poll(5, TimeUnit.SECONDS)).isNotNull();
            assertThat(differentPictures(viewer)).isGreaterThan(5);
        }
    }

    @Test
    void pictureThatStandsStillIsShownToWhoJoinsLate() throws Exception {
        String pipeline = rpc.pipeline();
        String publishing = rpc.endpoint(pipeline);
        try (TestPeer publisher = TestPeer.publisher();
                TestPeer viewer = TestPeer.viewer()) {
            rpc.subscribe(publishing, "MediaFlowInStateChanged");
            publisher.negotiate(rpc, publishing);
            publisher.film();
            rpc.event("MediaFlowInStateChanged");
            publisher.stopFilming();
            watch(pipeline, publishing, viewer);
            assertThat(viewer.brightness.poll(5, TimeUnit.SECONDS)).isNotNull();
        }
    }

    @Test
    void viewerBeyondThePlacesIsRefusedAndFitsOnceOneLeaves() throws Exception {
        String pipeline = rpc.pipeline();
        String publishing = rpc.endpoint(pipeline);
        List<String> viewers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            String viewer = rpc.endpoint(pipeline);
            value(rpc.connect(publishing, viewer));
            viewers.add(viewer);
        }
        String late = rpc.endpoint(pipeline);
        var refusal = rpc.connect(publishing, late);
        assertThat(errorCode(refusal)).isEqualTo(40009);
        assertThat(refusal.at("/error/message").asText()).isEqualTo("3 of 3 viewer places of this pipeline are taken");
        rpc.release(viewers.getFirst());
        value(rpc.connect(publishing, late));
    }

    @Test
    void placesAreCountedOverAllPipelines() throws Exception {
        String first = rpc.pipeline();
        String second = rpc.pipeline();
        String publishingFirst = rpc.endpoint(first);
        String publishingSecond = rpc.endpoint(second);
        for (int i = 0; i < 3; i++) {
            value(rpc.connect(publishingFirst, rpc.endpoint(first)));
        }
        value(rpc.connect(publishingSecond, rpc.endpoint(second)));
        var refusal = rpc.connect(publishingSecond, rpc.endpoint(second));
        assertThat(refusal.at("/error/message").asText())
                .isEqualTo("4 of 4 viewer places of this media server are taken");
        rpc.release(first);
        value(rpc.connect(publishingSecond, rpc.endpoint(second)));
    }

    @Test
    void twentyViewersComeAndGoWithoutLeavingAnythingBehind() throws Exception {
        String pipeline = rpc.pipeline();
        String publishing = rpc.endpoint(pipeline);
        try (TestPeer publisher = TestPeer.publisher()) {
            publisher.negotiate(rpc, publishing);
            publisher.film();
            for (int i = 0; i < 20; i++) {
                try (TestPeer viewer = TestPeer.viewer()) {
                    String watching = watch(pipeline, publishing, viewer);
                    assertThat(viewer.brightness.poll(5, TimeUnit.SECONDS))
                            .as("first frame of viewer %d", i)
                            .isNotNull();
                    rpc.release(watching);
                    assertThat(errorCode(rpc.invoke(watching, "getName", object())))
                            .isEqualTo(40101);
                }
            }
            for (int i = 0; i < 3; i++) {
                value(rpc.connect(publishing, rpc.endpoint(pipeline)));
            }
        }
    }

    private String watch(String pipeline, String publishing, TestPeer viewer) throws Exception {
        String watching = rpc.endpoint(pipeline);
        value(rpc.connect(publishing, watching));
        viewer.negotiate(rpc, watching);
        return watching;
    }

    private static int differentPictures(TestPeer viewer) throws InterruptedException {
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < FRAMES; i++) {
            Integer brightness = viewer.brightness.poll(5, TimeUnit.SECONDS);
            assertThat(brightness).as("frame %d", i).isNotNull();
            seen.add(brightness);
        }
        return seen.size();
    }
}
