package dev.parley.core.review;

import dev.parley.contracts.PersonId;
import dev.parley.core.analysis.crowd.GoldCheck;
import java.util.OptionalDouble;

/**
 * What a rater's labels are worth. For whoever leads, never for the rater: it tells how their gold questions went.
 *
 * @param labelled clips of which they said something
 * @param cannotTell of those, where they could not tell
 * @param accuracy chance of being right, by what all raters said and what is known (one-coin Dawid-Skene); empty: no label that
 *     could be wrong yet
 */
public record RaterStanding(
        PersonId person,
        String login,
        String name,
        int labelled,
        int cannotTell,
        GoldCheck gold,
        OptionalDouble accuracy) {}
