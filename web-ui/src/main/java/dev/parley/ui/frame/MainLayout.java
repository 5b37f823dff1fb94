package dev.parley.ui.frame;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Footer;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.RouterLayout;
import dev.parley.core.event.DomainEvent.Aggregate;
import dev.parley.core.follow.Newsstand;
import dev.parley.ui.bridge.Names;
import dev.parley.ui.bridge.PageBridge;
import dev.parley.ui.bridge.Running;
import dev.parley.ui.identity.Visitors;
import dev.parley.ui.news.NewsStrip;
import dev.parley.ui.parts.Away;
import dev.parley.ui.parts.Icon;
import dev.parley.ui.parts.Layout;
import dev.parley.ui.words.Glyph;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;

/** Top bar, tab bar on phones, and one main region for the view. */
public class MainLayout extends Div implements RouterLayout, AfterNavigationObserver {
    private static final String LOGO = """
            <svg viewBox='0 0 24 24' aria-hidden='true'><path d='M9 3H4.5v13L9 21v-4.5M15 3h4.5v13L15 21v-4.5' fill='none' \
            stroke='currentColor' stroke-width='2.2' stroke-linejoin='round' stroke-linecap='round'/>\
            <rect x='9.5' y='8.5' width='5' height='5' fill='var(--p-accent)'/></svg>""";

    private static final String EXPLORE = "/explore";
    private static final String LIVE = "/live";
    private static final String LEADERBOARD = "/leaderboard";

    private record Link(String path, Anchor anchor) {}

    private final PageBridge bridge;
    private final Running running;
    private final NewsStrip news;
    private final Main main = new Main();
    private final Span live = new Span();
    private final Span liveDot = Layout.span("livedot", "");
    private final List<Link> links = new ArrayList<>();

    @Inject
    public MainLayout(PageBridge bridge, Running running, Newsstand newsstand, Names names, Visitors visitors) {
        this.bridge = bridge;
        this.running = running;
        this.news = new NewsStrip(bridge, newsstand, names, visitors.current());
        Anchor skip = new Anchor("#content", "Skip to the content");
        skip.addClassName("skip");
        skip.setRouterIgnore(true);
        main.setId("content");
        main.addClassName("page");
        main.getElement().setAttribute("tabindex", "-1");
        add(skip, topBar(), news, main, foot(), tabBar());
    }

    @Override
    protected void onAttach(AttachEvent attach) {
        attach.getUI().getPage().addJsModule("/js/parley-pages.js");
        count();
        bridge.followOthers(this, event -> event.aggregate() == Aggregate.EPISODE, this::count);
    }

    @Override
    public void showRouterLayoutContent(HasElement content) {
        main.removeAll();
        main.getElement().appendChild(content.getElement());
    }

    @Override
    public void removeRouterLayoutContent(HasElement oldContent) {
        main.getElement().removeAllChildren();
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        news.standsOver(event.getLocation().getPath());
        String path = "/" + event.getLocation().getPath();
        for (Link link : links) {
            boolean here = link.path().equals("/")
                    ? path.equals("/") || path.startsWith("/asks/")
                    : path.startsWith(link.path());
            if (here) {
                link.anchor().getElement().setAttribute("aria-current", "page");
            } else {
                link.anchor().getElement().removeAttribute("aria-current");
            }
        }
    }

    private Header topBar() {
        Anchor brand = new Anchor("/");
        brand.addClassName("brand");
        Span logo = Layout.span("svg", "");
        logo.getElement().setProperty("innerHTML", LOGO);
        brand.add(logo, new Span("Parley"));
        Nav nav = new Nav(
                link("/", "Ask"),
                new Away(EXPLORE, "Explore"),
                new Away(LIVE, "Live"),
                new Away(LEADERBOARD, "Leaderboard"),
                link("/stations", "Stations"));
        nav.setAriaLabel("Main");
        Away liveCount = new Away(LIVE, liveDot, live);
        liveCount.addClassNames("row", "s", "sub", "num");
        NativeButton theme = new NativeButton();
        theme.addClassName("iconbtn");
        theme.getElement().setAttribute("data-theme-switch", true).setAttribute("type", "button");
        theme.setAriaLabel("Dark theme");
        theme.add(new Icon(Glyph.MOON));
        Anchor mine = link("/my", "My asks");
        mine.addClassNames("s", "only-d");
        Away account = new Away("/account", "Account");
        account.addClassNames("s", "only-w");
        Header top = new Header(brand, nav, Layout.div("top-r", liveCount, mine, account, theme));
        top.addClassName("top");
        return top;
    }

    private Nav tabBar() {
        Nav tabs = new Nav(
                tab("/", Glyph.SAY, "Ask"),
                new Away(EXPLORE, new Icon(Glyph.GRID), new Span("Explore")),
                new Away(LIVE, new Icon(Glyph.RUNNING), new Span("Live")),
                new Away(LEADERBOARD, new Icon(Glyph.RANKS), new Span("Ranks")),
                tab("/stations", Glyph.ARM, "Stations"),
                tab("/my", Glyph.LIST, "My asks"));
        tabs.addClassName("tabbar");
        tabs.setAriaLabel("Main, on phones");
        return tabs;
    }

    private static Footer foot() {
        Footer foot = new Footer(
                new Span("Everything that runs here is recorded and can be seen by anybody."),
                new Away("/data", "Data"),
                new Away("/consent", "What you agree to"),
                new Away("/account", "Account"),
                new Away("/developers", "The same for programs"));
        foot.addClassName("foot");
        return foot;
    }

    private Anchor link(String path, String text) {
        Anchor anchor = new Anchor(path, text);
        links.add(new Link(path, anchor));
        return anchor;
    }

    private Anchor tab(String path, Glyph glyph, String text) {
        Anchor anchor = new Anchor(path);
        anchor.add(new Icon(glyph), new Span(text));
        links.add(new Link(path, anchor));
        return anchor;
    }

    private void count() {
        bridge.ask(
                this,
                running::now,
                episodes -> {
                    liveDot.setVisible(!episodes.isEmpty());
                    live.setText(
                            episodes.size() == running.most()
                                    ? episodes.size() + " or more live"
                                    : episodes.size() + " live");
                },
                // The count is a decoration: without it the page says nothing rather than a number that may be wrong.
                failure -> live.setText(""));
    }
}
