package dev.parley.ui.html;

import dev.parley.ui.words.Glyph;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateExtension;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What templates draw and write beside plain text: {@code {p:icon('MOON')}}, {@code {p:written(at)}}. */
@TemplateExtension(namespace = "p")
final class PageParts {
    /** For readers without scripts; with them, the browser writes its reader's own zone. */
    private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern(
                    "d MMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private PageParts() {}

    static RawString icon(String glyph) {
        return icon(glyph, "");
    }

    /** @param size a size class of the style sheet */
    static RawString icon(String glyph, String size) {
        return drawn(Glyph.valueOf(glyph), size);
    }

    static RawString drawn(Glyph glyph) {
        return drawn(glyph, "");
    }

    private static RawString drawn(Glyph glyph, String size) {
        return new RawString("<span class=\"svg\">" + glyph.svg(size) + "</span>");
    }

    static String written(Instant at) {
        return WRITTEN.format(at);
    }
}
