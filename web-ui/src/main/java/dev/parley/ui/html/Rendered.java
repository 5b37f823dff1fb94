package dev.parley.ui.html;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.qute.TemplateInstance;
import java.util.function.Function;

/**
 * Rendered pages by what they show: a page is a function of its look, so as long as that stays the same, so do its bytes.
 * Bounded; thread-safe.
 */
public final class Rendered<L> {
    private static final int MOST_BYTES = 16 * 1024 * 1024;

    private final Function<L, TemplateInstance> template;
    private final Cache<L, HtmlPage> pages = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((L look, HtmlPage page) -> page.weight())
            .build();

    public Rendered(Function<L, TemplateInstance> template) {
        this.template = template;
    }

    public HtmlPage page(L look) {
        return pages.get(look, shown -> HtmlPage.of(template.apply(shown).render()));
    }
}
