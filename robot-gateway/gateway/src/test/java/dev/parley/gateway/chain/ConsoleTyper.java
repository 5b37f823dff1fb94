package dev.parley.gateway.chain;

import dev.parley.station.console.LocalConsole;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** A person at a station's local console. */
final class ConsoleTyper implements AutoCloseable {
    private final SocketChannel channel;
    private final BufferedReader answers;

    private ConsoleTyper(SocketChannel channel) {
        this.channel = channel;
        answers = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
    }

    /** Empty while nobody answers there. */
    static Optional<ConsoleTyper> tryOpen(Path folder) {
        try {
            return Optional.of(new ConsoleTyper(
                    SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve(LocalConsole.SOCKET)))));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    String say(String line) throws IOException {
        channel.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
        return String.valueOf(answers.readLine());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
