package dev.parley.policy.link;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The opening of a WebSocket as its server sees it, and the answer to {@code /healthz}, by which openpi's clients look whether a
 * server is up. Source: RFC 6455, section 4.2.
 */
final class ServerHandshake {
    private static final Pattern REQUEST = Pattern.compile("GET (\\S{1,2000}) HTTP/1\\.1");
    private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9+/]{22}==");
    private static final Pattern AUTHORIZATION = Pattern.compile("(?i:Bearer|Api-Key) +(\\S{1,512})");

    private ServerHandshake() {}

    /** @return whether a WebSocket is open now; otherwise the client was told why not */
    static boolean perform(InputStream in, OutputStream out, Optional<String> key) throws IOException {
        String[] lines;
        try {
            lines = Handshake.head(in).split("\r\n", -1);
        } catch (LinkFault e) {
            return answer(out, "400 Bad Request", "", "This is no request for a WebSocket.");
        }
        Matcher request = REQUEST.matcher(lines[0]);
        if (!request.matches()) {
            return answer(out, "400 Bad Request", "", "This is no request for a WebSocket.");
        }
        if (request.group(1).equals("/healthz")) {
            return answer(out, "200 OK", "", "OK");
        }
        String nonce = Handshake.header(lines, "sec-websocket-key");
        if (!Handshake.header(lines, "upgrade").toLowerCase(Locale.ROOT).equals("websocket")
                || !Handshake.header(lines, "sec-websocket-version").equals("13")
                || !NONCE.matcher(nonce).matches()) {
            return answer(
                    out,
                    "426 Upgrade Required",
                    "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n",
                    "A policy is asked over a WebSocket, version 13.");
        }
        // A page in somebody's browser reaches what listens on that person's machine.
        if (!Handshake.header(lines, "origin").isEmpty()) {
            return answer(out, "403 Forbidden", "", "Pages in browsers do not ask a policy.");
        }
        if (key.isPresent() && !shown(Handshake.header(lines, "authorization"), key.get())) {
            return answer(
                    out,
                    "401 Unauthorized",
                    "WWW-Authenticate: Bearer\r\n",
                    "Send the server's key as Authorization: Bearer or Api-Key.");
        }
        out.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: " + Handshake.accept(nonce) + "\r\n\r\n")
                .getBytes(ISO_8859_1));
        out.flush();
        return true;
    }

    private static boolean shown(String authorization, String key) {
        Matcher matcher = AUTHORIZATION.matcher(authorization);
        return matcher.matches() && MessageDigest.isEqual(matcher.group(1).getBytes(US_ASCII), key.getBytes(US_ASCII));
    }

    static boolean answer(OutputStream out, String status, String headers, String text) throws IOException {
        out.write(("HTTP/1.1 " + status + "\r\n" + headers
                        + "Content-Type: text/plain; charset=utf-8\r\nConnection: close\r\nContent-Length: "
                        + (text.length() + 1) + "\r\n\r\n" + text + "\n")
                .getBytes(US_ASCII));
        out.flush();
        return false;
    }
}
