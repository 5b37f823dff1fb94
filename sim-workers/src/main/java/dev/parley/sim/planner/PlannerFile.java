package dev.parley.sim.planner;

import java.util.List;

/**
 * What a planner is made of: the content of its {@code planner.json}.
 *
 * @param skills name of the policy whose skills it uses
 * @param skillsVersion that policy's version: with another this would be another planner
 * @param border lowest score of language match at which a clause counts as known
 * @param slots of the network's {@link SkillCode}
 * @param places of the same
 * @param verbs of the same
 */
record PlannerFile(
        String skills,
        String skillsVersion,
        double border,
        List<String> slots,
        List<String> places,
        List<String> verbs) {

    SkillCode code() {
        return new SkillCode(slots, places, verbs);
    }
}
