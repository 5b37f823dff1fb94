package dev.parley.ui.html;

import dev.parley.contracts.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/** One rendered page, compressed once however many read it. */
public final class HtmlPage {
    private static final int TAG_BYTES = 12;

    private final byte[] plain;
    private final byte[] gzip;
    private final String tag;

    private HtmlPage(byte[] plain, byte[] gzip, String tag) {
        this.plain = plain;
        this.gzip = gzip;
        this.tag = tag;
    }

    public static HtmlPage of(String html) {
        byte[] plain = html.getBytes(StandardCharsets.UTF_8);
        return new HtmlPage(plain, compressed(plain), tag(plain));
    }

    byte[] plain() {
        return plain;
    }

    byte[] gzip() {
        return gzip;
    }

    /** Weak, since it names both encodings. */
    String tag() {
        return tag;
    }

    int weight() {
        return plain.length + gzip.length;
    }

    private static byte[] compressed(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(plain.length / 3);
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String tag(byte[] plain) {
        byte[] digest = Sha256.of(plain);
        return "W/\"" + HexFormat.of().formatHex(Arrays.copyOf(digest, TAG_BYTES)) + "\"";
    }
}
