package dev.parley.media.transport;

import java.net.InetSocketAddress;

/** From one of our sockets to one address of a peer. */
record Path(UdpPort port, InetSocketAddress remote) {

    void send(byte[] datagram, int length) {
        port.send(datagram, length, remote);
    }
}
