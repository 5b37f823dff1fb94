package dev.parley.ui.ask;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.H2;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.event.DomainEvent.Aggregate;
import dev.parley.ui.bridge.PageBridge;
import dev.parley.ui.bridge.Running;
import dev.parley.ui.parts.Away;
import dev.parley.ui.parts.EpisodeTile;
import dev.parley.ui.parts.Layout;
import dev.parley.ui.parts.Message;
import dev.parley.ui.parts.Shapes;
import java.util.List;

/** The episodes of this moment, as stills that the browser looks at about once a second. */
final class RunningNow extends Aside {
    private static final int SHOWN = 6;

    private final PageBridge bridge;
    private final Running running;
    private List<String> shown = List.of("not read yet");

    RunningNow(PageBridge bridge, Running running) {
        this.bridge = bridge;
        this.running = running;
        addClassNames("stack", "g3");
        getElement().setAttribute("aria-label", "Running now");
        add(new H2("Running now"), Shapes.tiles("live-wall", 2));
    }

    @Override
    protected void onAttach(AttachEvent attach) {
        look();
        bridge.followOthers(this, event -> event.aggregate() == Aggregate.EPISODE, this::look);
    }

    private void look() {
        bridge.ask(this, running::now, this::show, failure -> {
            shown = List.of("unreadable");
            removeAll();
            add(new H2("Running now"), Message.unreadable("What runs now", this::look));
        });
    }

    private void show(List<EpisodeData> episodes) {
        List<EpisodeData> some = episodes.stream().limit(SHOWN).toList();
        List<String> now = some.stream()
                .map(episode -> episode.id() + episode.state().name())
                .toList();
        if (now.equals(shown)) {
            return;
        }
        shown = now;
        removeAll();
        H2 heading = new H2("Running now");
        if (episodes.isEmpty()) {
            Away explore = new Away("/explore", "Explore episodes");
            explore.addClassNames("btn", "sm");
            Message empty = new Message(
                    "Nothing runs just now", "Ask for something, or see what others asked before.", explore);
            add(heading, empty);
            return;
        }
        Away all = new Away("/explore?state=running", "See all " + episodes.size());
        all.addClassName("s");
        var head = Layout.div("between", heading);
        if (episodes.size() > SHOWN) {
            head.add(all);
        }
        var wall = Layout.div("live-wall");
        some.forEach(episode -> wall.add(EpisodeTile.live(episode)));
        add(head, wall);
    }
}
