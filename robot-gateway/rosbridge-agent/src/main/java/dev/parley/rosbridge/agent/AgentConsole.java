package dev.parley.rosbridge.agent;

import dev.parley.station.console.LocalConsole;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The local console of a robot, for a person at a terminal beside it. Every line goes to the station. Holding Enter down repeats an empty line, which
 * says that the key is held; letting go says by silence that it is not. Whoever says {@code present NAME} stands by until this program ends.
 */
public final class AgentConsole {
    private static final int WRONG_USE = 2;
    private static final int GONE = 1;

    private AgentConsole() {}

    public static void main(String[] arguments) {
        Path socket = arguments.length == 1
                ? Path.of(arguments[0]).resolve("station").resolve(LocalConsole.SOCKET)
                : Path.of("");
        if (arguments.length != 1 || !Files.exists(socket)) {
            System.err.println(
                    arguments.length == 1
                            ? "No station keeps a local console at " + socket + "; is it running?"
                            : "usage: AgentConsole DIR, the agent's data folder");
            System.exit(WRONG_USE);
        }
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()))) {
            talk(socket, lines, System.out);
        } catch (IOException e) {
            System.err.println("The station does not answer at " + socket + " (" + e.getMessage()
                    + "). Nobody stands by any more; start this again when the station runs.");
            System.exit(GONE);
        }
    }

    static void talk(Path socket, BufferedReader lines, PrintStream out) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
                BufferedReader answers = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8))) {
            out.println("Local console. Say help; hold Enter down where a motion wants it.");
            boolean holding = false;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                boolean key = line.isBlank();
                channel.write(ByteBuffer.wrap(((key ? "hold" : line) + "\n").getBytes(StandardCharsets.UTF_8)));
                String answer = answers.readLine();
                if (answer == null) {
                    throw new EOFException("it has ended");
                }
                // Thirty lines a second say nothing.
                if (!key || !holding) {
                    out.println(answer);
                }
                holding = key;
            }
        }
    }
}
