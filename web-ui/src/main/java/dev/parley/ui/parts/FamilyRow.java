package dev.parley.ui.parts;

import dev.parley.core.family.FamilyData;
import dev.parley.core.family.Found;
import dev.parley.core.family.Tries;
import dev.parley.core.station.StationKind;
import java.util.Arrays;
import java.util.List;

/**
 * A family in a list: what is asked, how often, and how it ended.
 *
 * @param words as the list shows it
 * @param scene its name for people
 */
public record FamilyRow(FamilyData family, String words, String scene, boolean hide) {
    public static FamilyRow of(Found.Hit hit, String scene, boolean hide) {
        return new FamilyRow(hit.family(), hit.said(), scene, hide);
    }

    public static FamilyRow of(FamilyData family, String scene, boolean hide) {
        return new FamilyRow(family, family.words(), scene, hide);
    }

    public String address() {
        return "/families/" + family.id();
    }

    /** "asked once", "asked 12 times". */
    public String asked() {
        return asked(family.asked());
    }

    static String asked(int times) {
        return times == 1 ? "asked once" : "asked %,d times".formatted(times);
    }

    /** One a kind of body on which it was tried: simulated and real tries are never added up. */
    public List<Rate> rates() {
        return Arrays.stream(StationKind.values())
                .filter(kind -> family.tries().stream().anyMatch(tries -> tries.stationKind() == kind))
                .map(kind -> new Rate(Tries.sum(kind, family.tries()), hide))
                .toList();
    }

    public String judge() {
        return judge(family);
    }

    /** Whose judgement the rates are. */
    static String judge(FamilyData family) {
        return family.taskId().isPresent() ? "judged by the scene" : "judged by people’s votes";
    }
}
