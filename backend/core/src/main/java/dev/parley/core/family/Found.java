package dev.parley.core.family;

import java.util.List;

/**
 * What a search found.
 *
 * @param byMeaning whether meanings were compared; words alone where the encoder is away
 * @param families best first
 */
public record Found(boolean byMeaning, List<Hit> families) {

    /**
     * One family that was found.
     *
     * @param said the phrasing that is nearest
     * @param likeness its cosine to what was looked for, -1 to 1; 0 where meanings were not compared
     */
    public record Hit(FamilyData family, String said, double likeness) {}
}
