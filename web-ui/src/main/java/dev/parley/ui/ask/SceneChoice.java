package dev.parley.ui.ask;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Input;
import com.vaadin.flow.component.html.NativeLabel;
import com.vaadin.flow.component.html.Span;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.scene.SceneData;
import dev.parley.ui.parts.Layout;
import dev.parley.ui.parts.Poster;
import dev.parley.ui.parts.Recorded;
import dev.parley.ui.words.BodyWords;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where it happens: one tile a scene, with a picture of how it can begin. Radio buttons underneath, so arrow keys choose. */
final class SceneChoice extends Div {
    private static final String PLAN =
            "<svg class='plan' viewBox='0 0 140 62' aria-hidden='true'><rect x='30' y='8' width='80' height='46' rx='3' fill='none' "
                    + "stroke='currentColor' stroke-width='1.2'/><path d='M70 22v18M61 31h18' stroke='currentColor' "
                    + "stroke-width='1.2' stroke-linecap='round'/></svg>";

    private final Runnable changed;
    private final Map<String, Input> radios = new HashMap<>();
    private final Map<String, Div> pictures = new HashMap<>();
    private final Map<String, SceneData> offered = new HashMap<>();
    private Optional<SceneData> chosen = Optional.empty();

    SceneChoice(Runnable changed) {
        this.changed = changed;
        addClassNames("choices", "scenes", "scrollx");
        setId("ask-scenes");
        getElement().setAttribute("role", "radiogroup").setAttribute("aria-label", "Scene");
    }

    void offer(List<SceneData> scenes, Optional<String> wished) {
        Optional<String> keep = chosen.map(SceneData::id).or(() -> wished);
        chosen = scenes.stream()
                .filter(scene -> keep.filter(scene.id()::equals).isPresent())
                .findFirst()
                .or(() -> scenes.stream().findFirst());
        removeAll();
        radios.clear();
        pictures.clear();
        offered.clear();
        scenes.forEach(scene -> offered.put(scene.id(), scene));
        for (SceneData scene : scenes) {
            add(tile(scene));
        }
        mark();
    }

    Optional<SceneData> chosen() {
        return chosen;
    }

    /** Takes the scene of that id, where it is there. */
    void choose(Optional<String> sceneId) {
        sceneId.flatMap(id -> Optional.ofNullable(offered.get(id))).ifPresent(scene -> {
            chosen = Optional.of(scene);
            mark();
            // On a phone the tiles scroll sideways.
            Optional.ofNullable(radios.get(scene.id()))
                    .ifPresent(radio -> radio.getElement()
                            .executeJs("this.parentElement.scrollIntoView({block: 'nearest', inline: 'center'})"));
        });
    }

    /**
     * Shows the newest stored frame of a scene that came without a picture. Where one ships it stays: the last frame of
     * somebody's episode would tell its outcome.
     */
    void picture(String sceneId, EpisodeData latest) {
        Div place = pictures.get(sceneId);
        if (place != null) {
            place.setClassName("vid sm");
            place.removeAll();
            place.add(new Poster(
                    latest.id(), Recorded.camera(latest), false, "A frame of the latest episode in this scene"));
        }
    }

    private NativeLabel tile(SceneData scene) {
        boolean ships = ships(scene.id());
        Div picture = drawing(scene.id(), ships);
        Input radio = new Input();
        radio.setType("radio");
        radio.getElement().setAttribute("name", "scene").setAttribute("value", scene.id());
        radio.getElement().addEventListener("change", event -> {
            chosen = Optional.of(scene);
            mark();
            changed.run();
        });
        NativeLabel tile = new NativeLabel();
        tile.addClassNames("pick", "scene");
        tile.getElement().setAttribute("title", scene.description());
        tile.add(
                radio,
                picture,
                Layout.div(
                        "stack g1",
                        Layout.span("med ink", scene.title()),
                        Layout.span("s", BodyWords.label(scene.embodiment()))));
        radios.put(scene.id(), radio);
        if (!ships) {
            pictures.put(scene.id(), picture);
        }
        return tile;
    }

    private static boolean ships(String sceneId) {
        return SceneChoice.class.getResource("/META-INF/resources" + address(sceneId)) != null;
    }

    private static String address(String sceneId) {
        return "/img/scenes/" + sceneId + ".jpg";
    }

    /** A starting layout that ships with the pages, or a plain plan for a scene that came later. */
    private static Div drawing(String sceneId, boolean ships) {
        if (ships) {
            // The title beside it says what it is.
            return Layout.div("vid sm", new Image(address(sceneId), ""));
        }
        Span plan = Layout.span("svg", "");
        plan.getElement().setProperty("innerHTML", PLAN);
        return Layout.div("", plan);
    }

    private void mark() {
        radios.forEach((id, radio) -> radio.getElement()
                .setProperty(
                        "checked", chosen.filter(scene -> scene.id().equals(id)).isPresent()));
    }
}
