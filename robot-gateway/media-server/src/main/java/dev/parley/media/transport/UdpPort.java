package dev.parley.media.transport;

import static java.lang.System.Logger.Level.DEBUG;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.jspecify.annotations.Nullable;

/** One socket on one address of this machine, for all peers. Sends and receives on the media thread. */
final class UdpPort implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(UdpPort.class.getName());

    /** A key frame to everybody comes in one burst; the kernel may give less. */
    private static final int BUFFER_BYTES = 4 << 20;

    private final DatagramChannel channel;
    private final InetSocketAddress address;
    private final ByteBuffer out = ByteBuffer.allocateDirect(2048);

    private UdpPort(DatagramChannel channel, InetSocketAddress address) {
        this.channel = channel;
        this.address = address;
    }

    static UdpPort open(InetAddress at, int port, Selector selector) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_BYTES);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, BUFFER_BYTES);
            channel.bind(new InetSocketAddress(at, port));
            channel.configureBlocking(false);
            UdpPort opened = new UdpPort(channel, (InetSocketAddress) channel.getLocalAddress());
            channel.register(selector, SelectionKey.OP_READ, opened);
            return opened;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    InetSocketAddress address() {
        return address;
    }

    /** The next datagram that waits, and who sent it; null if none does. */
    @Nullable
    InetSocketAddress receive(ByteBuffer into) throws IOException {
        return (InetSocketAddress) channel.receive(into);
    }

    /** Sends or, when the network takes no more, drops. */
    void send(byte[] datagram, int length, InetSocketAddress to) {
        if (length > out.capacity()) {
            return;
        }
        out.clear();
        out.put(datagram, 0, length).flip();
        try {
            channel.send(out, to);
        } catch (IOException e) {
            LOG.log(DEBUG, "a datagram to {0} was not sent: {1}", to, e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
