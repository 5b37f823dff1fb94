package dev.parley.media.sdp;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One {@code m=} section.
 *
 * @param kind audio, video, application
 * @param port 0 if the section is refused
 * @param formats payload types, the liked ones first
 * @param attributes the {@code a=} lines without their first two characters
 */
record MediaSection(String kind, int port, String protocol, List<String> formats, List<String> attributes) {

    private static final List<String> DIRECTIONS = List.of("sendrecv", "sendonly", "recvonly", "inactive");

    static MediaSection parse(String line, List<String> attributes) {
        String[] words = line.trim().split(" +");
        if (words.length < 4 || !words[1].matches("\\d{1,5}(/\\d+)?")) {
            throw new SdpException("a media line is 'm=kind port protocol formats', not 'm=" + line + "'");
        }
        return new MediaSection(
                words[0],
                Integer.parseInt(words[1].split("/")[0]),
                words[2],
                List.of(words).subList(3, words.length),
                List.copyOf(attributes));
    }

    boolean isVideo() {
        return kind.equals("video") && port != 0;
    }

    boolean has(String attribute) {
        return attributes.contains(attribute);
    }

    /** Values of the attributes of a name, in order. */
    Stream<String> values(String name) {
        return attributes.stream()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).trim());
    }

    Optional<String> value(String name) {
        return values(name).findFirst();
    }

    /** What an attribute says of one payload type. */
    Optional<String> of(String name, String format) {
        return values(name)
                .filter(value -> value.startsWith(format + " "))
                .map(value -> value.substring(format.length() + 1).trim())
                .findFirst();
    }

    String direction() {
        return DIRECTIONS.stream().filter(this::has).findFirst().orElse("sendrecv");
    }
}
