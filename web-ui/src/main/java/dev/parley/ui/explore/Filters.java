package dev.parley.ui.explore;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Input;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.NativeLabel;
import dev.parley.core.episode.Outcome;
import dev.parley.core.policy.Policies;
import dev.parley.core.policy.PolicyData;
import dev.parley.core.scene.SceneData;
import dev.parley.core.scene.Scenes;
import dev.parley.ui.bridge.PageBridge;
import dev.parley.ui.explore.Search.Standing;
import dev.parley.ui.parts.Icon;
import dev.parley.ui.parts.Layout;
import dev.parley.ui.words.EpisodeWords;
import dev.parley.ui.words.Glyph;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What narrows the list. Every choice is an address, so it can be sent to somebody. */
final class Filters extends Div {
    private final PageBridge bridge;
    private final Scenes knownScenes;
    private final Policies knownPolicies;
    private final boolean hideOutcomes;
    private final Consumer<Search> go;
    private final Input words = new Input();
    private final Div searchBox = Layout.div("search");
    private Search now = Search.ALL;
    private List<String> scenes = List.of();
    private List<String> policies = List.of();

    Filters(PageBridge bridge, Scenes scenes, Policies policies, boolean hideOutcomes, Consumer<Search> go) {
        this.bridge = bridge;
        this.knownScenes = scenes;
        this.knownPolicies = policies;
        this.hideOutcomes = hideOutcomes;
        this.go = go;
        words.setId("explore-search");
        words.setType("search");
        words.setPlaceholder("Words that were asked");
        words.setAriaLabel("Search episodes by the words that were asked");
        words.getElement().setAttribute("data-slash", true);
        words.addValueChangeListener(event -> {
            if (event.isFromClient()) {
                go.accept(now.withText(event.getValue()));
            }
        });
        searchBox.add(new Icon(Glyph.SEARCH), words);
        searchBox.getElement().setAttribute("role", "search");
    }

    Div searchBox() {
        return searchBox;
    }

    void show(Search search) {
        now = search;
        words.setValue(search.text());
        draw();
    }

    @Override
    protected void onAttach(AttachEvent attach) {
        bridge.ask(
                this,
                () -> knownScenes
                        .all()
                        .flatMap(all -> knownPolicies
                                .all()
                                .map(named -> List.of(
                                        all.stream()
                                                .map(SceneData::id)
                                                .distinct()
                                                .toList(),
                                        named.stream()
                                                .map(PolicyData::name)
                                                .distinct()
                                                .sorted()
                                                .toList()))),
                found -> {
                    scenes = found.getFirst();
                    policies = found.getLast();
                    draw();
                },
                // Without the names the other filters still work.
                failure -> draw());
    }

    private void draw() {
        removeAll();
        Div all = Layout.div("stack g4");
        Div standings = group("How it stands");
        standings.add(radio("state", "Any", now.standing().isEmpty(), now.withStanding(Optional.empty())));
        for (Standing standing : Standing.values()) {
            standings.add(radio(
                    "state",
                    standing.label(),
                    now.standing().filter(standing::equals).isPresent(),
                    now.withStanding(Optional.of(standing))));
        }
        all.add(standings, outcomes());
        if (scenes.size() > 1) {
            all.add(names("scene", "Table", scenes, now.scene(), Search::withScene));
        }
        if (policies.size() > 1) {
            all.add(names("policy", "Policy", policies, now.policy(), Search::withPolicy));
        }
        NativeDetails folded = new NativeDetails(now.narrowed() ? "Filters, some on" : "Filters", all);
        folded.addClassNames("more", "filters");
        add(folded);
    }

    private Div outcomes() {
        Div outcomes = group("What it achieved");
        outcomes.add(radio("outcome", "Any", now.result().isEmpty(), now.withResult(Optional.empty())));
        for (Outcome.Result result : Outcome.Result.values()) {
            outcomes.add(radio(
                    "outcome",
                    EpisodeWords.sign(result).word(),
                    now.result().filter(result::equals).isPresent(),
                    now.withResult(Optional.of(result))));
        }
        if (hideOutcomes) {
            outcomes.add(choice(
                    "checkbox",
                    "outcomes",
                    "Show the judge’s outcomes",
                    now.outcomesShown(),
                    now.withOutcomes(!now.outcomes())));
            outcomes.add(Layout.text("xs dim", "Off at first: they sway whoever votes afterwards."));
        }
        return outcomes;
    }

    private Div names(String group, String label, List<String> names, Optional<String> chosen, Narrow narrow) {
        Div choices = group(label);
        choices.add(radio(group, "Any", chosen.isEmpty(), narrow.by(now, Optional.empty())));
        for (String name : names) {
            choices.add(radio(group, name, chosen.filter(name::equals).isPresent(), narrow.by(now, Optional.of(name))));
        }
        return choices;
    }

    private interface Narrow {
        Search by(Search search, Optional<String> name);
    }

    private static Div group(String label) {
        Div group = Layout.div("filter", Layout.span("label", label));
        group.getElement().setAttribute("role", "group").setAttribute("aria-label", label);
        return group;
    }

    private NativeLabel radio(String group, String label, boolean on, Search next) {
        return choice("radio", group, label, on, next);
    }

    private NativeLabel choice(String type, String group, String label, boolean on, Search next) {
        Input input = new Input();
        input.setType(type);
        input.getElement().setAttribute("name", group);
        input.getElement().setProperty("checked", on);
        input.getElement().addEventListener("change", event -> go.accept(next));
        NativeLabel line = new NativeLabel();
        line.add(input, Layout.span("", label));
        return line;
    }
}
