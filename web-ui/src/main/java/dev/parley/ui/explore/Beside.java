package dev.parley.ui.explore;

import dev.parley.core.family.Untried;
import dev.parley.ui.parts.FamilyRow;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What stands beside the episodes of a list.
 *
 * @param byMeaning whether meanings were compared
 * @param families that mean the like of what was searched for
 * @param mostAsked families, where nothing was searched for
 * @param untried what nobody asked yet
 */
public record Beside(boolean byMeaning, List<FamilyRow> families, List<FamilyRow> mostAsked, List<New> untried) {
    static final Beside NOTHING = new Beside(true, List.of(), List.of(), List.of());

    /** Something that nobody asked yet. */
    public record New(Untried task, String scene) {
        public String words() {
            return task.words();
        }

        /** The Ask page with these words in this scene: one press from there. */
        public String address() {
            return "/?scene=" + encode(task.sceneId()) + "&text=" + encode(task.words());
        }

        private static String encode(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }
}
