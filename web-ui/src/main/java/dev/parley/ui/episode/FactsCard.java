package dev.parley.ui.episode;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import dev.parley.core.episode.EpisodeData;
import dev.parley.ui.parts.Layout;
import dev.parley.ui.parts.Moment;
import dev.parley.ui.words.PolicyWords;
import dev.parley.ui.words.Spans;
import dev.parley.ui.words.StationWords;
import java.util.Locale;

/** All that is needed to know what ran and to run it again. */
final class FactsCard extends Section {
    FactsCard(EpisodeData episode) {
        DescriptionList facts = new DescriptionList();
        facts.addClassName("kv");
        fact(facts, "Policy", new Span(episode.policyName()));
        Span digest = Layout.span("mono", PolicyWords.shortDigest(episode.policyDigest()));
        digest.setTitle(episode.policyDigest());
        fact(facts, "Policy version", digest);
        fact(facts, "Scene", new Span(episode.sceneId()));
        fact(facts, "Seed", Layout.span("mono", Long.toUnsignedString(episode.seed())));
        fact(
                facts,
                "Station",
                new Span(episode.stationName() + ", "
                        + StationWords.kind(episode.stationKind()).toLowerCase(Locale.ROOT)));
        fact(facts, "Attempt", new Span(String.valueOf(episode.attempt())));
        fact(facts, "Steps", new Span(steps(episode)));
        fact(facts, "Control rate", new Span(String.format(Locale.ROOT, "%.1f Hz", episode.controlHz())));
        episode.resetTime().ifPresent(reset -> fact(facts, "Setting the table took", new Span(Spans.spoken(reset))));
        fact(facts, "Started", new Moment(episode.runningAt().orElse(episode.createdAt()), Moment.Mode.DATE));
        episode.executionProfile().ifPresent(profile -> fact(facts, "Ran as", Layout.span("mono", profile)));
        fact(facts, "Episode", Layout.span("mono", episode.id().toString()));
        addClassNames("card", "stack", "g3", "facts");
        add(new H2("What ran"), facts, new ConditionsTable(episode.conditions()));
    }

    private static String steps(EpisodeData episode) {
        return episode.steps().isPresent()
                ? episode.steps().getAsInt() + " of at most " + episode.maxSteps()
                : "at most " + episode.maxSteps();
    }

    private static void fact(DescriptionList facts, String name, Component value) {
        DescriptionList.Term term = new DescriptionList.Term(name);
        DescriptionList.Description description = new DescriptionList.Description(value);
        facts.add(term, description);
    }
}
