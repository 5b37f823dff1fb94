package dev.parley.station.console;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The local console for a person at a terminal: every line goes to the station, every answer is printed. Whoever says
 * {@code present NAME} stands by until this program ends.
 */
public final class ConsoleProgram {
    private static final int WRONG_USE = 2;
    private static final int GONE = 1;

    private ConsoleProgram() {}

    public static void main(String[] arguments) {
        Path socket = arguments.length == 1 ? Path.of(arguments[0]).resolve(LocalConsole.SOCKET) : Path.of("");
        if (arguments.length != 1 || !Files.exists(socket)) {
            System.err.println(
                    arguments.length == 1
                            ? "No station keeps a local console at " + socket + "; is it running?"
                            : "usage: ConsoleProgram DIR, the data folder of the station itself");
            System.exit(WRONG_USE);
        }
        try {
            talk(socket);
        } catch (IOException e) {
            // Its process ended, or was killed and left the socket's file behind.
            System.err.println("The station does not answer at " + socket + " (" + e.getMessage()
                    + "). Nobody stands by any more; start this again when the station runs.");
            System.exit(GONE);
        }
    }

    private static void talk(Path socket) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
                BufferedReader answers = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
                BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()))) {
            System.out.println("Local console. Say: " + ConsoleSession.HELP);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                channel.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
                String answer = answers.readLine();
                if (answer == null) {
                    throw new EOFException("it has ended");
                }
                System.out.println(answer);
            }
        }
    }
}
