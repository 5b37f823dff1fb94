package dev.parley.media;

import java.net.URI;

/** A station in a process of its own, so that libwebrtc is loaded there with what the command line says. */
final class StandInStation {

    private StandInStation() {}

    /** Publishes to an endpoint until standard input ends. Arguments: the server's address, the endpoint's id. */
    public static void main(String[] arguments) throws Exception {
        if (SharedWebRtc.INSTANCE.standIns().isEmpty()) {
            throw new IllegalStateException("no library was stood in for");
        }
        try (RpcClient rpc = new RpcClient(URI.create(arguments[0]));
                TestPeer publisher = TestPeer.publisher()) {
            publisher.negotiate(rpc, arguments[1]);
            publisher.film();
            System.in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        System.exit(0);
    }
}
