package dev.parley.media.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.media.srtp.SrtpKey;
import dev.parley.media.srtp.SrtpReceiver;
import dev.parley.media.srtp.SrtpSender;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Both sides are ours here; libwebrtc and browsers are met in the tests of the whole server. */
class DtlsSessionTest {

    private final DtlsIdentity server = DtlsIdentity.create(new SecureRandom(), Instant.now());
    private final DtlsIdentity client = DtlsIdentity.create(new SecureRandom(), Instant.now());

    @Test
    void bothSidesEndUpWithTheSameKeys() throws Exception {
        Side serving = new Side();
        Side calling = new Side();
        meet(serving, client.fingerprint(), calling, server.fingerprint());
        byte[] report = {(byte) 0x80, (byte) 201, 0, 1, 0, 0, 0, 7, 1, 2, 3, 4};
        byte[] packet = Arrays.copyOf(report, 64);
        int length = new SrtpSender(calling.keys().ours()).protectRtcp(packet, report.length);
        assertThat(new SrtpReceiver(serving.keys().theirs()).openRtcp(packet, length))
                .isEqualTo(report.length);
        calling.session().close();
        assertThat(serving.ended.get(60, TimeUnit.SECONDS)).isEqualTo("the other side ended it");
    }

    @Test
    void peerWithAnotherCertificateThanPromisedIsRefused() throws Exception {
        Side serving = new Side();
        Side calling = new Side();
        meet(serving, server.fingerprint(), calling, server.fingerprint());
        assertThat(serving.ended.get(60, TimeUnit.SECONDS)).contains("bad_certificate");
        assertThat(calling.ended.get(60, TimeUnit.SECONDS)).contains("bad_certificate");
        assertThat(serving.keys.isDone()).isFalse();
    }

    @Test
    void serverWithAnotherCertificateThanPromisedIsRefused() throws Exception {
        Side serving = new Side();
        Side calling = new Side();
        meet(serving, client.fingerprint(), calling, client.fingerprint());
        assertThat(calling.ended.get(60, TimeUnit.SECONDS)).contains("bad_certificate");
        assertThat(calling.keys.isDone()).isFalse();
    }

    private void meet(Side serving, Fingerprint ofClient, Side calling, Fingerprint ofServer) {
        serving.session = new DtlsSession(server, DtlsSession.Role.SERVER, ofClient, serving);
        calling.session = new DtlsSession(client, DtlsSession.Role.CLIENT, ofServer, calling);
        serving.other = calling;
        calling.other = serving;
        serving.session().start();
        calling.session().start();
    }

    private record Keys(SrtpKey ours, SrtpKey theirs) {}

    private static final class Side implements DtlsSession.Peer {

        private final CompletableFuture<Keys> keys = new CompletableFuture<>();
        private final CompletableFuture<String> ended = new CompletableFuture<>();
        private @Nullable DtlsSession session;
        private @Nullable Side other;

        DtlsSession session() {
            if (session == null) {
                throw new IllegalStateException("not met yet");
            }
            return session;
        }

        Keys keys() throws Exception {
            return keys.get(60, TimeUnit.SECONDS);
        }

        @Override
        public void send(byte[] datagram) {
            if (other != null) {
                other.session().received(datagram, datagram.length);
            }
        }

        @Override
        public void secured(SrtpKey ours, SrtpKey theirs) {
            keys.complete(new Keys(ours, theirs));
        }

        @Override
        public void ended(String reason) {
            ended.complete(reason);
        }
    }
}
