package dev.parley.ui.ask;

import com.vaadin.flow.component.html.Div;
import dev.parley.core.account.Author;
import dev.parley.core.policy.PolicyData;
import dev.parley.core.prompt.WaitEstimates.Range;
import dev.parley.core.prompt.WaitEstimates.Wait;
import dev.parley.core.scene.SceneData;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.station.WantedBody;
import dev.parley.ui.bridge.Line;
import dev.parley.ui.bridge.PageBridge;
import dev.parley.ui.parts.RulerScale;
import dev.parley.ui.words.BodyWords;
import dev.parley.ui.words.StationWords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * By what body: a tile for each that the scene has, each with its wait. Where a simulation and a robot both have it they are radio
 * buttons; where there is one there is nothing to choose, and nothing is wished.
 */
final class BodyChoice extends Div {
    private static final Duration UNKNOWN = Duration.ofMinutes(5);

    private final PageBridge bridge;
    private final Line line;
    private final Author reader;
    private final Map<WantedBody, BodyTile> tiles = new EnumMap<>(WantedBody.class);
    private final Map<WantedBody, Wait> waits = new EnumMap<>(WantedBody.class);
    private Optional<Shape> drawn = Optional.empty();
    private Optional<WantedBody> wish;
    private boolean open;

    /** What decides which tiles there are: while it stays, they stay, and whoever is on one with the keyboard keeps it. */
    private record Shape(String sceneId, String embodiment, Map<WantedBody, Set<StationKind>> kinds) {}

    BodyChoice(PageBridge bridge, Line line, Author reader, Optional<WantedBody> wish) {
        this.bridge = bridge;
        this.line = line;
        this.reader = reader;
        this.wish = wish;
        setId("ask-bodies");
        addClassNames("choices", "wide");
    }

    /** Takes this one where it is there. */
    void choose(WantedBody body) {
        wish = Optional.of(body);
        mark();
    }

    /** Empty where there is nothing to choose. */
    Optional<WantedBody> wanted() {
        return open ? chosen() : Optional.empty();
    }

    /**
     * @param policy whose wait is shown
     * @param two whether two policies are drawn, whichever is chosen
     * @return each kind of body in words, the first thing that the page says
     */
    List<String> offer(
            Optional<SceneData> scene, Optional<PolicyData> policy, boolean two, List<StationData> stations) {
        Map<WantedBody, List<StationData>> having = new EnumMap<>(WantedBody.class);
        stations.forEach(station -> having.computeIfAbsent(WantedBody.of(station.kind()), body -> new ArrayList<>())
                .add(station));
        String embodiment = scene.map(SceneData::embodiment).orElse("");
        Shape shape = new Shape(scene.map(SceneData::id).orElse(""), embodiment, kinds(having));
        if (!drawn.equals(Optional.of(shape))) {
            draw(shape, having);
            drawn = Optional.of(shape);
        }
        tiles.forEach((body, tile) -> tile.describe(
                having.getOrDefault(body, List.of()),
                policy.filter(one -> !two)
                        .map(one -> runs(having.getOrDefault(body, List.of()), one))
                        .orElse(true)));
        mark();
        if (scene.isPresent() && policy.isPresent()) {
            tiles.keySet().forEach(body -> look(scene.get().id(), policy.get().name(), body));
        }
        return shape.kinds().values().stream()
                .flatMap(Set::stream)
                .map(kind -> StationWords.phrase(kind, BodyWords.phrase(embodiment)))
                .toList();
    }

    private void draw(Shape shape, Map<WantedBody, List<StationData>> having) {
        removeAll();
        tiles.clear();
        waits.clear();
        open = having.size() > 1;
        if (open) {
            getElement().setAttribute("role", "radiogroup").setAttribute("aria-label", "Body");
        } else {
            getElement().removeAttribute("role");
            getElement().removeAttribute("aria-label");
        }
        shape.kinds().forEach((body, kinds) -> {
            BodyTile tile = new BodyTile(body, kinds, shape.embodiment(), open, () -> choose(body));
            tiles.put(body, tile);
            add(tile);
        });
    }

    /** The tiles stay as they are until the new wait is known, so that nothing blinks. */
    private void look(String scene, String policy, WantedBody body) {
        BodyTile tile = tiles.get(body);
        Optional<WantedBody> asked = open ? Optional.of(body) : Optional.empty();
        if (tile != null) {
            bridge.ask(
                    tile,
                    () -> line.ifAskedNow(scene, policy, asked, reader),
                    (Wait wait) -> show(body, wait),
                    failure -> tile.showUnknown());
        }
    }

    /** On one scale, so that two waits can be compared by eye. */
    private void show(WantedBody body, Wait wait) {
        waits.put(body, wait);
        RulerScale scale = RulerScale.fitting(waits.values().stream()
                .flatMap(each -> each.estimate().stream())
                .map(Range::p90)
                .max(Comparator.naturalOrder())
                .orElse(UNKNOWN));
        waits.forEach((each, known) -> {
            BodyTile tile = tiles.get(each);
            if (tile != null) {
                tile.show(known, scale, line.longest());
            }
        });
    }

    private Optional<WantedBody> chosen() {
        return wish.filter(tiles::containsKey).or(() -> tiles.keySet().stream().findFirst());
    }

    private void mark() {
        tiles.forEach((body, tile) -> tile.mark(chosen().equals(Optional.of(body))));
    }

    private static boolean runs(List<StationData> stations, PolicyData policy) {
        return stations.stream().anyMatch(station -> station.policyDigests().contains(policy.digest()));
    }

    private static Map<WantedBody, Set<StationKind>> kinds(Map<WantedBody, List<StationData>> having) {
        Map<WantedBody, Set<StationKind>> kinds = new EnumMap<>(WantedBody.class);
        having.forEach((body, stations) -> {
            Set<StationKind> found = EnumSet.noneOf(StationKind.class);
            stations.forEach(station -> found.add(station.kind()));
            kinds.put(body, found);
        });
        return kinds;
    }
}
