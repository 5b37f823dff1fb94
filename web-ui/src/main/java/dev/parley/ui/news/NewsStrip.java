package dev.parley.ui.news;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.UnorderedList;
import dev.parley.core.account.Author;
import dev.parley.core.event.DomainEvent;
import dev.parley.core.follow.News;
import dev.parley.core.follow.Newsstand;
import dev.parley.ui.bridge.Names;
import dev.parley.ui.bridge.PageBridge;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * On top of every page with a session: what this person wanted to be told, as it stands now. Nothing while there is nothing. The
 * browser's own notifications come from its rows.
 */
@Tag("parley-tell")
public final class NewsStrip extends HtmlContainer {
    private static final Logger LOG = Logger.getLogger(NewsStrip.class);
    private static final int MOST = 4;

    private final PageBridge bridge;
    private final Newsstand newsstand;
    private final Names names;
    private final Author reader;
    private final UnorderedList rows = new UnorderedList();
    private List<News> shown = List.of();
    private String here = "";
    private volatile Set<String> followed = Set.of();
    private volatile boolean waitsForALine;

    public NewsStrip(PageBridge bridge, Newsstand newsstand, Names names, Author reader) {
        this.bridge = bridge;
        this.newsstand = newsstand;
        this.names = names;
        this.reader = reader;
        setId("news");
        getElement().setAttribute("role", "region").setAttribute("aria-label", "What you wanted to be told");
        rows.addClassName("news");
        rows.getElement().setAttribute("aria-live", "polite");
    }

    /** For whoever just changed what this person wants to be told. */
    public static void lookAgain(Component onThePage) {
        onThePage.getUI().map(ui -> ComponentUtil.getData(ui, NewsStrip.class)).ifPresent(NewsStrip::look);
    }

    /** @param path of the page below, which tells its own news itself */
    public void standsOver(String path) {
        here = path;
        draw();
    }

    @Override
    protected void onAttach(AttachEvent attach) {
        ComponentUtil.setData(attach.getUI(), NewsStrip.class, this);
        look();
        bridge.followOthers(this, this::concerns, this::look);
    }

    private boolean concerns(DomainEvent event) {
        return switch (event.aggregate()) {
            case TURN, EPISODE, ASSIGNMENT, STATION, PROMPT ->
                waitsForALine
                        || followed.contains(event.id().toString())
                        || followed.stream().anyMatch(id -> event.payload().contains(id));
            case VOTE -> false;
        };
    }

    private void look() {
        if (isAttached()) {
            bridge.ask(
                    this,
                    () -> newsstand.of(reader),
                    this::show,
                    failure -> LOG.debug("what stands there stays until the next event", failure));
        }
    }

    private void show(List<News> news) {
        followed = news.stream()
                .filter(News.OfPrompt.class::isInstance)
                .map(each -> ((News.OfPrompt) each).prompt().toString())
                .collect(Collectors.toSet());
        waitsForALine = news.stream().anyMatch(News.OfLine.class::isInstance);
        if (!news.equals(shown)) {
            shown = news;
            draw();
        }
    }

    private void draw() {
        List<News> worthALine = shown.stream().filter(this::isNews).limit(MOST).toList();
        if (worthALine.isEmpty()) {
            rows.removeAll();
            removeAll();
            return;
        }
        bridge.ask(
                this,
                names::now,
                known -> {
                    rows.removeAll();
                    worthALine.forEach(news -> rows.add(row(news, known)));
                    add(rows);
                },
                failure -> LOG.debug("drawn with the next event", failure));
    }

    private boolean isNews(News news) {
        return switch (news) {
            case News.OfPrompt prompt ->
                prompt.stage() != News.Stage.WAITING && !here.equals("asks/" + prompt.prompt());
            case News.OfLine line -> true;
        };
    }

    private NewsRow row(News news, Names.Known known) {
        return switch (news) {
            case News.OfPrompt prompt ->
                NewsRow.of(prompt, () -> after(newsstand.putAway(reader, prompt.prompt(), prompt.stage())));
            case News.OfLine line ->
                NewsRow.of(
                        line,
                        known.scene(line.sceneId()),
                        () -> after(newsstand.forget(reader, line.sceneId(), line.policyName())));
        };
    }

    private void after(Uni<Void> done) {
        bridge.ask(this, () -> done, ignored -> look(), failure -> LOG.debug("still there", failure));
    }
}
