package dev.parley.gateway.chain;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Bytes that nobody should send, from a seed. */
final class Garbage {
    private static final String[] TEXTS = {
        "",
        "{",
        "[[[[[[[[",
        "null",
        "{}",
        "[]",
        "\"",
        "\u0000",
        "\ufffd\ufffd",
        "' OR 1=1 --",
        "<script>",
        "../../etc/passwd",
        "-1",
        "9223372036854775808",
        "NaN",
        "1e400",
        "%00%ff",
        "\r\n\r\nGET / HTTP/1.1\r\n\r\n"
    };

    private final RandomGenerator random;

    Garbage(RandomGenerator random) {
        this.random = random;
    }

    byte[] bytes(int most) {
        byte[] bytes = new byte[random.nextInt(most) + 1];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A valid message with some of it changed, cut off, doubled, or nothing done to it at all. */
    byte[] mutated(byte[] valid) {
        byte[] bytes = valid.clone();
        switch (random.nextInt(6)) {
            case 0 -> {
                return bytes;
            }
            case 1 -> {
                return Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            }
            case 2 -> {
                byte[] doubled = Arrays.copyOf(bytes, bytes.length * 2);
                System.arraycopy(bytes, 0, doubled, bytes.length, bytes.length);
                return doubled;
            }
            default -> {
                for (int i = 0; i < 1 + random.nextInt(8) && bytes.length > 0; i++) {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                }
                return bytes;
            }
        }
    }

    String mutated(String valid) {
        String text = new String(mutated(valid.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
        return random.nextInt(4) == 0 ? text + text() : text;
    }

    String text() {
        String text = TEXTS[random.nextInt(TEXTS.length)];
        return random.nextInt(10) == 0 ? text.repeat(1 + random.nextInt(20_000)) : text;
    }

    /** As a path element or header value: printable, no blanks. */
    String word() {
        StringBuilder word = new StringBuilder();
        int length = random.nextInt(40) + 1;
        for (int i = 0; i < length; i++) {
            word.append((char) ('!' + random.nextInt(94)));
        }
        return word.toString().replace('#', 'x').replace('?', 'y').replace('%', 'z');
    }

    boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    int below(int n) {
        return random.nextInt(n);
    }

    <T> T oneOf(java.util.List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
