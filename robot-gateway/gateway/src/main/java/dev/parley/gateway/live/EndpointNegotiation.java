package dev.parley.gateway.live;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.kurento.client.WebRtcEndpoint;

/** Offer in, complete answer out: WHIP and WHEP know no candidates from the server's side after the answer. */
final class EndpointNegotiation {

    private static final int GATHER_SECONDS = 2;

    private EndpointNegotiation() {}

    /** Blocks on the media server. After two seconds it answers with the candidates found so far. */
    static String answer(WebRtcEndpoint endpoint, SdpOffer offer) throws InterruptedException {
        CountDownLatch gathered = new CountDownLatch(1);
        endpoint.addIceGatheringDoneListener(done -> gathered.countDown());
        endpoint.processOffer(offer.text());
        endpoint.gatherCandidates();
        gathered.await(GATHER_SECONDS, TimeUnit.SECONDS);
        return endpoint.getLocalSessionDescriptor();
    }
}
