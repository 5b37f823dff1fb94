package dev.parley.policy.link;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The opening of a WebSocket, without extensions, subprotocols or redirects. Source: RFC 6455, section 4. */
final class Handshake {
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int MOST_BYTES = 16 * 1024;

    private Handshake() {}

    static void perform(InputStream in, OutputStream out, URI url, Map<String, String> headers, RandomGenerator random)
            throws IOException, LinkFault {
        byte[] nonce = new byte[16];
        random.nextBytes(nonce);
        String key = Base64.getEncoder().encodeToString(nonce);
        out.write(request(url, headers, key).getBytes(ISO_8859_1));
        out.flush();
        String[] lines = head(in).split("\r\n", -1);
        String[] status = lines[0].split(" ", 3);
        if (status.length < 2 || !status[0].startsWith("HTTP/1.")) {
            throw fault("it does not speak HTTP");
        }
        if (!status[1].equals("101")) {
            throw fault("it answered " + status[1].replaceAll("[^0-9]", "")
                    + " where a policy server opens a WebSocket (101)");
        }
        if (!accept(key).equals(header(lines, "sec-websocket-accept"))
                || !header(lines, "upgrade").equalsIgnoreCase("websocket")) {
            throw fault("its answer is not that of a WebSocket server");
        }
        if (!header(lines, "sec-websocket-extensions").isEmpty()) {
            throw fault("it uses an extension that was not offered");
        }
    }

    private static String request(URI url, Map<String, String> headers, String key) {
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        String port = url.getPort() == -1 ? "" : ":" + url.getPort();
        StringBuilder request = new StringBuilder()
                .append("GET " + path + query + " HTTP/1.1\r\n")
                .append("Host: " + url.getHost() + port + "\r\n")
                .append("Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n")
                .append("Sec-WebSocket-Key: " + key + "\r\n");
        headers.forEach((name, value) -> {
            if (!name.matches("[A-Za-z0-9-]{1,64}") || !value.chars().allMatch(c -> c >= ' ' && c < 127)) {
                throw new IllegalArgumentException("a header is a name and one line of plain text: " + name);
            }
            request.append(name + ": " + value + "\r\n");
        });
        return request.append("\r\n").toString();
    }

    /** Byte by byte, since what follows is not the handshake's. */
    static String head(InputStream in) throws IOException, LinkFault {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int matched = 0;
        while (matched < 4) {
            int next = in.read();
            if (next < 0) {
                throw fault("it ended the connection in the middle of the handshake");
            }
            if (head.size() >= MOST_BYTES) {
                throw fault("its handshake is longer than " + MOST_BYTES + " bytes");
            }
            head.write(next);
            matched = next == "\r\n\r\n".charAt(matched) ? matched + 1 : next == '\r' ? 1 : 0;
        }
        return head.toString(ISO_8859_1);
    }

    static String header(String[] lines, String name) {
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0
                    && lines[i].substring(0, colon).toLowerCase(Locale.ROOT).equals(name)) {
                return lines[i].substring(colon + 1).strip();
            }
        }
        return "";
    }

    static String accept(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest((key + MAGIC).getBytes(US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    private static LinkFault fault(String what) {
        return new LinkFault(LinkFault.Kind.NO_POLICY_SERVER, "No policy server answers there: " + what + ".");
    }
}
