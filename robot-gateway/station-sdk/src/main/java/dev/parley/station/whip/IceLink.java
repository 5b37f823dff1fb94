package dev.parley.station.whip;

import dev.onvoid.webrtc.RTCIceServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A STUN or TURN server as a platform names it in a {@code Link} header (RFC 9725, section 4.6). Prints without its password. */
record IceLink(String url, String username, String password) {
    private static final Pattern LINK = Pattern.compile("<([^>]+)>((?:\\s*;\\s*[\\w-]+=(?:\"[^\"]*\"|[^\",;\\s]+))*)");
    private static final Pattern PARAMETER = Pattern.compile(";\\s*([\\w-]+)=(?:\"([^\"]*)\"|([^\",;\\s]+))");

    /** @param headers values of {@code Link}; each may hold several, and such that are no ICE servers */
    static List<IceLink> in(List<String> headers) {
        return headers.stream()
                .flatMap(header -> LINK.matcher(header).results())
                .flatMap(link -> server(link.group(1), link.group(2)))
                .toList();
    }

    private static Stream<IceLink> server(String url, String parameters) {
        Map<String, String> told = new HashMap<>();
        Matcher parameter = PARAMETER.matcher(parameters);
        while (parameter.find()) {
            told.putIfAbsent(parameter.group(1), parameter.group(2) != null ? parameter.group(2) : parameter.group(3));
        }
        return "ice-server".equals(told.get("rel"))
                ? Stream.of(new IceLink(url, told.getOrDefault("username", ""), told.getOrDefault("credential", "")))
                : Stream.empty();
    }

    RTCIceServer forWebRtc() {
        RTCIceServer server = new RTCIceServer();
        server.urls = List.of(url);
        server.username = username;
        server.password = password;
        return server;
    }

    @Override
    public String toString() {
        return "IceLink[" + url + "]";
    }
}
