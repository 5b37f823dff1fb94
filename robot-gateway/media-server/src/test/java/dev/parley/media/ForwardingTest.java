package dev.parley.media;

import static dev.parley.media.RpcClient.object;
import static dev.parley.media.RpcClient.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.media.server.MediaServer;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What forwarding adds to showing a picture: losses repaired, publishers changed, strangers ignored. */
class ForwardingTest {

    private final MediaServer server;
    private final RpcClient rpc;
    private final String pipeline;
    private final String publishing;

    ForwardingTest() throws Exception {
        server = TestServer.start(10, 10);
        rpc = new RpcClient(server.uri());
        pipeline = rpc.pipeline();
        publishing = rpc.endpoint(pipeline);
    }

    @AfterEach
    void close() throws Exception {
        rpc.call("closeSession", object());
        rpc.close();
        server.close();
    }

    @Test
    void lostPacketsAreSentAgain() throws Exception {
        try (TestPeer publisher = TestPeer.publisher();
                TestPeer viewer = TestPeer.viewer()) {
            publisher.negotiate(rpc, publishing);
            publisher.film();
            String watching = rpc.endpoint(pipeline);
            value(rpc.connect(publishing, watching));
            try (LossyPath path = new LossyPath(rpc.answer(watching, viewer.offer()), 0.20, 7).start()) {
                viewer.accept(path.answer);
                assertThat(viewer.brightness.poll(5, TimeUnit.SECONDS)).isNotNull();
                int steps = 0;
                Integer before = viewer.brightness.poll(5, TimeUnit.SECONDS);
                for (int i = 0; i < 100; i++) {
                    Integer now = viewer.brightness.poll(5, TimeUnit.SECONDS);
                    assertThat(now).as("picture %d", i).isNotNull();
                    // The grey rises by 16 from each picture to the next and falls once in ten or eleven.
                    steps += now < before || (now - before > 8 && now - before < 22) ? 1 : 0;
                    before = now;
                }
                assertThat(path.lost.get()).as("lost of %d", path.passed.get()).isGreaterThan(5);
                assertThat(steps).as("pictures that follow their predecessor").isGreaterThan(90);
            }
        }
    }

    @Test
    void viewerGoesOnWhenAnotherPublisherTakesOver() throws Exception {
        try (TestPeer first = TestPeer.publisher();
                TestPeer second = TestPeer.publisher();
                TestPeer viewer = TestPeer.viewer()) {
            first.negotiate(rpc, publishing);
            first.film();
            String watching = rpc.endpoint(pipeline);
            value(rpc.connect(publishing, watching));
            viewer.negotiate(rpc, watching);
            assertThat(viewer.brightness.poll(5, TimeUnit.SECONDS)).isNotNull();
            String taking = rpc.endpoint(pipeline);
            second.negotiate(rpc, taking);
            second.film();
            value(rpc.connect(taking, watching));
            rpc.release(publishing);
            first.stopFilming();
            viewer.brightness.clear();
            for (int i = 0; i < 30; i++) {
                assertThat(viewer.brightness.poll(5, TimeUnit.SECONDS))
                        .as("picture %d", i)
                        .isNotNull();
            }
        }
    }

    @Test
    void publisherThatSaysGoodbyeIsToldOfAtOnce() throws Exception {
        rpc.subscribe(publishing, "ConnectionStateChanged");
        TestPeer publisher = TestPeer.publisher();
        publisher.negotiate(rpc, publishing);
        assertThat(state()).isEqualTo("CONNECTED");
        publisher.close();
        assertThat(state()).isEqualTo("DISCONNECTED");
    }

    private String state() throws InterruptedException {
        return rpc.event("ConnectionStateChanged")
                .at("/params/value/data/newState")
                .asText();
    }

    @Test
    void viewerIsToldWhenItsPlaceIsTakenAway() throws Exception {
        String watching = rpc.endpoint(pipeline);
        try (WirePeer viewer = new WirePeer()) {
            viewer.accept(rpc.answer(watching, viewer.offer()));
            assertThat(viewer.secured.await(60, TimeUnit.SECONDS)).isTrue();
            rpc.release(watching);
            assertThat(viewer.ended.await(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void strangersGetNoAnswerAndNoiseStopsNobody() throws Exception {
        String watching = rpc.endpoint(pipeline);
        value(rpc.connect(publishing, watching));
        try (TestPeer publisher = TestPeer.publisher();
                WirePeer viewer = new WirePeer();
                DatagramSocket stranger = new DatagramSocket()) {
            publisher.negotiate(rpc, publishing);
            publisher.film();
            String answer = rpc.answer(watching, viewer.offer());
            InetSocketAddress media = address(answer);
            Random random = new Random(11);
            byte[] wrongPassword = WirePeer.check(WirePeer.value(answer, "ice-ufrag") + ":me", "a".repeat(24));
            byte[] unknownName = WirePeer.check("nobody:me", "a".repeat(24));
            for (int i = 0; i < 500; i++) {
                byte[] noise = new byte[random.nextInt(1, 1400)];
                random.nextBytes(noise);
                noise[0] = (byte) (i % 3 == 0 ? 0 : i % 3 == 1 ? 22 : 0x80);
                stranger.send(new DatagramPacket(noise, noise.length, media));
            }
            stranger.send(new DatagramPacket(wrongPassword, wrongPassword.length, media));
            stranger.send(new DatagramPacket(unknownName, unknownName.length, media));
            viewer.accept(answer);
            assertThat(viewer.secured.await(60, TimeUnit.SECONDS)).isTrue();
            viewer.noise(random, 500);
            viewer.received.drainPermits();
            assertThat(viewer.received.tryAcquire(50, 20, TimeUnit.SECONDS)).isTrue();
            stranger.setSoTimeout(1);
            assertThatThrownBy(() -> stranger.receive(new DatagramPacket(new byte[2048], 2048)))
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    private static InetSocketAddress address(String answer) {
        Matcher candidate = Pattern.compile("udp \\d+ (\\S+) (\\d+) typ").matcher(answer);
        assertThat(candidate.find()).isTrue();
        return new InetSocketAddress(candidate.group(1), Integer.parseInt(candidate.group(2)));
    }
}
