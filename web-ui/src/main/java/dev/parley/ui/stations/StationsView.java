package dev.parley.ui.stations;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.parley.contracts.EpisodeId;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.event.DomainEvent.Aggregate;
import dev.parley.core.policy.Policies;
import dev.parley.core.policy.PolicyData;
import dev.parley.core.station.StationData;
import dev.parley.core.station.Stations;
import dev.parley.ui.bridge.Names;
import dev.parley.ui.bridge.PageBridge;
import dev.parley.ui.bridge.Running;
import dev.parley.ui.frame.MainLayout;
import dev.parley.ui.parts.Layout;
import dev.parley.ui.parts.Message;
import dev.parley.ui.parts.Shapes;
import dev.parley.ui.words.StationWords;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Where episodes run and how each place stands, worst first; read-only. */
@Route(value = "stations", layout = MainLayout.class)
@PageTitle("Stations · Parley")
public class StationsView extends Div {
    private record Look(
            List<StationData> stations, List<EpisodeData> running, List<PolicyData> policies, Names.Known names) {}

    private final PageBridge bridge;
    private final Stations stations;
    private final Running running;
    private final Policies policies;
    private final Names names;
    private final Div count = Layout.div("s sub");
    private final Div content = new Div();

    @Inject
    public StationsView(PageBridge bridge, Stations stations, Running running, Policies policies, Names names) {
        this.bridge = bridge;
        this.stations = stations;
        this.running = running;
        this.policies = policies;
        this.names = names;
        addClassNames("stack", "g4");
        content.add(Shapes.card());
        add(Layout.div("row wrap base g3", new H1("Stations"), count), content);
    }

    @Override
    protected void onAttach(AttachEvent attach) {
        look();
        bridge.follow(
                this,
                event -> event.aggregate() == Aggregate.STATION || event.aggregate() == Aggregate.EPISODE,
                this::look);
    }

    private void look() {
        bridge.ask(
                this,
                () -> stations.all()
                        .flatMap(known -> running.now()
                                .flatMap(episodes -> policies.all()
                                        .flatMap(named ->
                                                names.now().map(called -> new Look(known, episodes, named, called))))),
                this::show,
                failure -> {
                    // A station shown as it was a while ago would be a claim about now: unknown is shown as unknown.
                    content.removeAll();
                    content.add(Message.unreadable("How the stations stand", this::look));
                });
    }

    private void show(Look look) {
        content.removeAll();
        count.setText("");
        if (look.stations().isEmpty()) {
            content.add(new Message(
                    "No station has come yet",
                    "A station appears here as soon as it connects. This page changes by itself."));
            return;
        }
        count.setText(
                look.stations().size() == 1 ? "1 station" : look.stations().size() + " stations");
        Map<EpisodeId, EpisodeData> episodes =
                look.running().stream().collect(Collectors.toMap(EpisodeData::id, Function.identity()));
        Map<String, PolicyData> byDigest = look.policies().stream()
                .collect(Collectors.toMap(PolicyData::digest, Function.identity(), (first, second) -> first));
        Div cards = Layout.div("g-2 col1");
        look.stations().stream()
                .sorted(Comparator.comparing(StationWords::standing).thenComparing(StationData::name))
                .forEach(station -> cards.add(new StationCard(
                        station,
                        station.running().stream()
                                .filter(episodes::containsKey)
                                .map(episodes::get)
                                .toList(),
                        station.policyDigests().stream()
                                .filter(byDigest::containsKey)
                                .map(byDigest::get)
                                .toList(),
                        look.names())));
        content.add(cards);
    }
}
