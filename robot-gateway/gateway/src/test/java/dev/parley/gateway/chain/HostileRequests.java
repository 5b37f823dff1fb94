package dev.parley.gateway.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * HTTP as an attacker writes it: straight onto the socket, whole, in drops, or half. Each attack answers whether it was
 * refused in words.
 */
final class HostileRequests {
    private static final String SDP = "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0\r\n"
            + "m=video 9 UDP/TLS/RTP/SAVPF 96\r\nc=IN IP4 0.0.0.0\r\na=mid:0\r\na=recvonly\r\na=rtcp-mux\r\n"
            + "a=ice-ufrag:abcd\r\na=ice-pwd:abcdefghijklmnopqrstuvwx\r\na=setup:actpass\r\na=fingerprint:sha-256 "
            + "00:".repeat(31) + "00\r\na=rtpmap:96 VP8/90000\r\n";
    private static final String PROMPT = "{\"instruction\":\"put the red cube in the blue bowl\",\"seed\":7}";
    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "X");

    private final URI server;
    private final String episode;
    private final Map<String, String> tokens;

    /** @param tokens good ones for this episode, by surface: "upload", "whip", "stop" */
    HostileRequests(URI server, String episode, Map<String, String> tokens) {
        this.server = server;
        this.episode = episode;
        this.tokens = tokens;
    }

    boolean sdp(Garbage garbage) throws IOException {
        boolean whip = garbage.oneIn(2);
        String path = (whip ? "/station/v1/whip/" + id(garbage) : "/api/v1/episodes/" + id(garbage) + "/live")
                + "/" + (garbage.oneIn(5) ? garbage.word() : "main")
                + (garbage.oneIn(4) ? "/" + garbage.word() : "");
        String type = garbage.oneIn(6)
                ? garbage.word()
                : garbage.oneIn(4) ? "application/trickle-ice-sdpfrag" : "application/sdp";
        String body = garbage.oneIn(20) ? SDP + "a=x:" + "y".repeat(200_000) : garbage.mutated(SDP);
        return request(
                garbage,
                garbage.oneIn(4) ? garbage.oneOf(METHODS) : "POST",
                path,
                type,
                authorization(garbage, "whip"),
                body);
    }

    boolean upload(Garbage garbage) throws IOException {
        String path =
                "/station/v1/uploads/" + id(garbage) + "/" + (garbage.oneIn(3) ? garbage.word() : tokens.get("fence"))
                        + "/" + (garbage.oneIn(3) ? garbage.word() : "main.mp4");
        String headers = authorization(garbage, "upload")
                + "Upload-Offset: " + number(garbage) + "\r\nUpload-Length: " + number(garbage) + "\r\nUpload-Sha256: "
                + (garbage.oneIn(3) ? garbage.word() : "0".repeat(64)) + "\r\n";
        return request(
                garbage,
                garbage.oneOf(List.of("PUT", "PATCH", "HEAD", "POST")),
                path,
                "video/mp4",
                headers,
                garbage.mutated("x".repeat(100)));
    }

    boolean rest(Garbage garbage) throws IOException {
        String path = garbage.oneOf(List.of(
                "/api/v1/prompts",
                "/api/v1/prompts/" + id(garbage),
                "/api/v1/episodes/" + id(garbage),
                "/api/v1/episodes/" + id(garbage) + "/votes",
                "/api/v1/episodes/" + id(garbage) + "/steps",
                "/api/v1/episodes/" + id(garbage) + "/recordings/" + garbage.word(),
                "/api/v1/episodes/" + id(garbage) + "/poster/" + garbage.word() + ".jpg",
                "/api/v1/goal-images",
                "/api/v1/stations/" + id(garbage) + "/stop",
                "/api/v1/stations",
                "/api/v1/scenes",
                "/api/v1/" + garbage.word()));
        String type = garbage.oneOf(
                List.of("application/json", "text/plain", "image/png", "application/xml", garbage.word()));
        String body = garbage.oneIn(15)
                ? "{\"instruction\":" + "[".repeat(50_000)
                : garbage.oneIn(15) ? "{\"instruction\":\"" + "a".repeat(2_000_000) + "\"}" : garbage.mutated(PROMPT);
        return request(garbage, garbage.oneOf(METHODS), path, type, authorization(garbage, "stop"), body);
    }

    boolean handshake(Garbage garbage) throws IOException {
        String path = garbage.oneOf(List.of(
                "/station/v1/control",
                "/station/v1/telemetry",
                "/api/v1/episodes/" + id(garbage) + "/readouts",
                "/api/v1/prompts/" + id(garbage) + "/events"));
        String headers = "Connection: " + (garbage.oneIn(4) ? garbage.word() : "Upgrade") + "\r\nUpgrade: "
                + (garbage.oneIn(4) ? garbage.word() : "websocket") + "\r\nSec-WebSocket-Version: "
                + (garbage.oneIn(4) ? garbage.word() : "13") + "\r\nSec-WebSocket-Key: "
                + (garbage.oneIn(3) ? garbage.word() : "AAAAAAAAAAAAAAAAAAAAAA==") + "\r\nSec-WebSocket-Protocol: "
                + (garbage.oneIn(3) ? garbage.word() : "parley.station.v1+proto")
                + "\r\nAccept: text/event-stream\r\nLast-Event-ID: " + garbage.word() + "\r\n"
                + authorization(garbage, "stop");
        return send(garbage, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n", new byte[0]);
    }

    private String id(Garbage garbage) {
        return switch (garbage.below(4)) {
            case 0 -> garbage.word().replace('/', '_');
            case 1 -> UUID.randomUUID().toString();
            default -> episode;
        };
    }

    private static String number(Garbage garbage) {
        return garbage.oneOf(List.of("0", "1", "100", "-1", "99999999999999999999", "5e3", "", "536870913"));
    }

    private String authorization(Garbage garbage, String which) {
        return switch (garbage.below(5)) {
            case 0 -> "";
            case 1 -> "Authorization: " + garbage.word() + "\r\n";
            case 2 ->
                "Authorization: Bearer "
                        + garbage.mutated(tokens.getOrDefault(which, "x")).replaceAll("[^!-~]", "x") + "\r\n";
            default -> "Authorization: Bearer " + tokens.getOrDefault(which, "x") + "\r\n";
        };
    }

    private boolean request(Garbage garbage, String method, String path, String type, String headers, String body)
            throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        int length = garbage.oneIn(12) ? garbage.below(5000) : bytes.length;
        return send(
                garbage,
                method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type + "\r\nContent-Length: "
                        + length + "\r\nConnection: close\r\n" + headers + "\r\n",
                bytes);
    }

    /** Sends and, where an answer comes in time, holds it to what is promised: never our fault, always a reason. */
    private boolean send(Garbage garbage, String head, byte[] body) throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            boolean whole = !garbage.oneIn(30);
            socket.setSoTimeout(whole ? 3000 : 200);
            OutputStream out = socket.getOutputStream();
            byte[] bytes = head.getBytes(StandardCharsets.UTF_8);
            if (garbage.oneIn(40)) {
                dripping(out, bytes);
                return false;
            }
            try {
                out.write(bytes, 0, whole ? bytes.length : garbage.below(bytes.length));
                out.write(body);
                out.flush();
            } catch (IOException refusedEarly) {
                // It answered before it had everything; what it said is read all the same.
                assertThat(refusedEarly).isNotNull();
            }
            return judge(head, answer(socket.getInputStream()));
        }
    }

    /** A slow client: some bytes, one by one, and then gone. */
    private static void dripping(OutputStream out, byte[] bytes) throws IOException {
        for (int i = 0; i < Math.min(bytes.length, 40); i++) {
            out.write(bytes[i]);
            out.flush();
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
    }

    private static String answer(InputStream in) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try {
            int read;
            while ((read = in.read(buffer)) >= 0 && answer.size() < 100_000) {
                answer.write(buffer, 0, read);
                if (isWhole(answer.toString(StandardCharsets.ISO_8859_1))) {
                    break;
                }
            }
        } catch (SocketTimeoutException | java.net.SocketException silent) {
            return answer.toString(StandardCharsets.UTF_8);
        }
        return answer.toString(StandardCharsets.UTF_8);
    }

    /** Whether nothing more is to come, so that no time is lost on connections that stay open. */
    private static boolean isWhole(String answer) {
        int head = answer.indexOf("\r\n\r\n");
        if (head < 0) {
            return false;
        }
        String headers = answer.substring(0, head).toLowerCase(Locale.ROOT);
        int length = headers.indexOf("content-length: ");
        if (length >= 0) {
            String digits = headers.substring(length + 16)
                    .lines()
                    .findFirst()
                    .orElse("0")
                    .strip();
            return answer.length() >= head + 4 + Integer.parseInt(digits);
        }
        return !headers.contains("transfer-encoding: chunked")
                || headers.contains("event-stream")
                || answer.endsWith("0\r\n\r\n");
    }

    private static boolean judge(String head, String answer) {
        if (!answer.startsWith("HTTP/1.1 ")) {
            return false;
        }
        int status = Integer.parseInt(answer.substring(9, 12));
        String shown = head.lines().findFirst().orElse("") + " -> "
                + answer.lines().limit(30).toList();
        assertThat(status < 500 || status == 503 || status == 501 || status == 505)
                .as(shown)
                .isTrue();
        assertThat(answer).as(shown).doesNotContain("Exception", "\tat ", "java.lang");
        boolean problem = answer.contains("application/problem+json");
        boolean ours = head.contains(" /api/") || head.contains(" /station/");
        if (ours && List.of(401, 409, 422, 429, 503).contains(status) && !head.startsWith("HEAD")) {
            assertThat(problem && answer.contains("\"detail\"")).as(shown).isTrue();
        }
        return status >= 400;
    }
}
