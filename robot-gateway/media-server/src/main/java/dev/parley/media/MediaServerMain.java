package dev.parley.media;

import dev.parley.media.server.MediaServer;
import java.io.IOException;
import java.time.Clock;
import java.util.List;

/**
 * Runs the media server as a process of its own. Prints one line with its address, and ends when standard input does:
 * whoever started it holds the other end, and when that process dies, however it dies, this one goes too.
 */
public final class MediaServerMain {

    private MediaServerMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        MediaServerOptions options;
        try {
            options = MediaServerOptions.parse(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.println(MediaServerOptions.USAGE);
            System.exit(2);
            return;
        }
        Interrupts.ignore();
        MediaServer server = MediaServer.start(
                options.address(), options.mediaPort(), options.limits(), options.garbagePeriod(), Clock.systemUTC());
        System.out.println("PARLEY-MEDIA-SERVER " + server.uri());
        System.out.flush();
        awaitEndOfInput();
        server.close();
        System.exit(0);
    }

    private static void awaitEndOfInput() throws IOException {
        byte[] ignored = new byte[256];
        int read;
        do {
            read = System.in.read(ignored);
        } while (read >= 0);
    }
}
