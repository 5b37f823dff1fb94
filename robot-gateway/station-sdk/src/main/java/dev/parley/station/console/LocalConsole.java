package dev.parley.station.console;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.INFO;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The console's door: a Unix socket in the station's data folder that only the station's own user can open. There is no way
 * to it over a network.
 */
public final class LocalConsole implements AutoCloseable {
    /** Name of the socket in the station's data folder. */
    public static final String SOCKET = "console.sock";

    private static final System.Logger LOG = System.getLogger(LocalConsole.class.getName());
    private static final int LONGEST_PATH = 107;

    private final Path path;
    private final ServerSocketChannel door;
    private final Supplier<ConsoleSession> sessions;
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();

    private LocalConsole(Path path, ServerSocketChannel door, Supplier<ConsoleSession> sessions) {
        this.path = path;
        this.door = door;
        this.sessions = sessions;
    }

    /**
     * Opens the console; a socket that a killed process left is replaced.
     *
     * @throws IOException if it cannot be opened: a station that nobody can enable must not start
     */
    public static LocalConsole open(
            Path folder, EnableCodes codes, MotionEnable motion, Operators operators, ConsoleDesk desk)
            throws IOException {
        Path path = folder.resolve(SOCKET).toAbsolutePath();
        if (path.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH) {
            throw new IOException("the path of the local console, " + path + ", has more than " + LONGEST_PATH
                    + " bytes; use a data folder with a shorter path");
        }
        Files.deleteIfExists(path);
        ServerSocketChannel door = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            door.bind(UnixDomainSocketAddress.of(path));
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            door.close();
            throw e;
        }
        LocalConsole console = new LocalConsole(path, door, () -> new ConsoleSession(codes, motion, operators, desk));
        Thread.ofPlatform().daemon().name("station-console").start(console::accept);
        LOG.log(INFO, "the local console is {0}", path);
        return console;
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel channel = door.accept();
                open.add(channel);
                Thread.ofVirtual().name("station-console-session").start(() -> talk(channel));
            }
        } catch (IOException e) {
            LOG.log(DEBUG, "the local console is closed");
        }
    }

    private void talk(SocketChannel channel) {
        try (channel;
                ConsoleSession session = sessions.get();
                BufferedReader lines = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                ByteBuffer answer = StandardCharsets.UTF_8.encode(session.answer(line) + "\n");
                while (answer.hasRemaining()) {
                    channel.write(answer);
                }
            }
        } catch (IOException e) {
            LOG.log(DEBUG, "a console ended: {0}", e.getMessage());
        } finally {
            open.remove(channel);
        }
    }

    @Override
    public void close() {
        try {
            door.close();
            for (SocketChannel channel : open) {
                channel.close();
            }
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.log(DEBUG, "closing the local console: {0}", e.getMessage());
        }
    }
}
