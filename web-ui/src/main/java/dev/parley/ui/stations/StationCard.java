package dev.parley.ui.stations;

import com.vaadin.flow.component.html.Article;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.policy.PolicyData;
import dev.parley.core.station.StationData;
import dev.parley.ui.bridge.Names;
import dev.parley.ui.parts.Away;
import dev.parley.ui.parts.Badge;
import dev.parley.ui.parts.Icon;
import dev.parley.ui.parts.Layout;
import dev.parley.ui.parts.Moment;
import dev.parley.ui.parts.Poster;
import dev.parley.ui.parts.Recorded;
import dev.parley.ui.words.BodyWords;
import dev.parley.ui.words.EpisodeWords;
import dev.parley.ui.words.Glyph;
import dev.parley.ui.words.PolicyWords;
import dev.parley.ui.words.StationWords;
import dev.parley.ui.words.StationWords.Standing;
import java.util.List;
import java.util.stream.Collectors;

/** One station: what it is first, how it stands, what it runs, and what it can run. */
final class StationCard extends Article {
    StationCard(StationData station, List<EpisodeData> running, List<PolicyData> policies, Names.Known names) {
        Standing standing = StationWords.standing(station);
        addClassNames("card", "station");
        if (standing == Standing.STOPPED) {
            addClassName("latched");
        } else if (standing == Standing.UNKNOWN) {
            addClassName("unknown");
        }
        Badge badge = new Badge(StationWords.sign(standing));
        badge.getElement().setAttribute("data-testid", "station-state");
        getElement()
                .setAttribute(
                        "aria-label",
                        station.name() + ", " + StationWords.sign(standing).word());
        Div text = Layout.div(
                "stack g2",
                Layout.span("xs dim", StationWords.meaning(station.kind())),
                Layout.div("between", new H2(station.name()), badge),
                Layout.text("s", StationWords.sentence(station)));
        for (EpisodeData episode : running) {
            Away link = new Away("/episodes/" + episode.id(), EpisodeWords.asked(episode));
            link.addClassName("s");
            text.add(Layout.div("row wrap", new Badge(EpisodeWords.sign(episode.state())), link));
        }
        add(picture(running, standing), text, facts(station, policies, names, standing));
    }

    private static Div picture(List<EpisodeData> running, Standing standing) {
        if (running.isEmpty()) {
            Span none = Layout.span("plate tl", standing == Standing.UNKNOWN ? "Unknown" : "Nothing runs");
            Icon arm = new Icon(Glyph.ARM);
            arm.getStyle()
                    .set("position", "absolute")
                    .set("inset", "0")
                    .set("display", "grid")
                    .set("place-items", "center");
            Div still = Layout.div("vid sm", arm, none);
            still.getStyle().set("background", "var(--p-sunken)").set("color", "var(--p-ink-3)");
            return still;
        }
        EpisodeData first = running.getFirst();
        Span plate = Layout.span("plate tl", "");
        plate.add(Layout.span("livedot", ""), new Span("Newest frame"));
        return Layout.div(
                "vid sm",
                new Poster(first.id(), Recorded.camera(first), true, "Newest frame of " + EpisodeWords.asked(first)),
                plate);
    }

    private static DescriptionList facts(
            StationData station, List<PolicyData> policies, Names.Known names, Standing standing) {
        DescriptionList facts = new DescriptionList();
        facts.addClassNames("kv", "s");
        if (standing == Standing.UNKNOWN) {
            // Whatever it last said is not what is so now.
            station.fault().ifPresent(fault -> fact(facts, "Last fault", new Span(fault)));
        }
        station.closedUntil().ifPresent(opens -> fact(facts, "Opens", new Moment(opens, Moment.Mode.DATE)));
        station.lastSeen().ifPresent(seen -> fact(facts, "Last seen", new Moment(seen, Moment.Mode.AGO)));
        fact(
                facts,
                "Places",
                new Span(
                        standing == Standing.UNKNOWN
                                ? station.slots() + " when in contact"
                                : station.running().size() + " of " + station.slots() + " taken"));
        fact(
                facts,
                station.embodiments().size() > 1 ? "Bodies" : "Body",
                new Span(listed(
                        station.embodiments().stream().map(BodyWords::label).toList())));
        fact(
                facts,
                "Scenes",
                new Span(listed(
                        station.sceneIds().stream().map(names::scene).sorted().toList())));
        fact(
                facts,
                "Policies",
                new Span(listed(policies.stream()
                        .sorted(PolicyWords.ORDER)
                        .map(PolicyData::title)
                        .distinct()
                        .toList())));
        station.inference()
                .ifPresent(inference -> fact(facts, "Networks run on", new Span(StationWords.inference(inference))));
        String hidden = StationWords.hidden(station.masks());
        if (!hidden.isEmpty()) {
            fact(facts, "Hidden", new Span(hidden));
        }
        return facts;
    }

    private static String listed(List<String> names) {
        return names.isEmpty() ? "not announced" : names.stream().collect(Collectors.joining(" · "));
    }

    private static void fact(DescriptionList facts, String name, com.vaadin.flow.component.Component value) {
        facts.add(new DescriptionList.Term(name), new DescriptionList.Description(value));
    }
}
