package dev.parley.core.plan;

import dev.parley.core.result.Tally;
import java.util.List;
import java.util.Optional;

/**
 * How many more.
 *
 * @param policies that can be chosen, by what they did so far over the sample
 * @param first empty while none is chosen
 * @param apart of the two; empty while fewer are chosen, or nothing at all is known of one
 * @param fleet what could run them now
 */
public record Plan(
        Wish wish,
        List<Choice> policies,
        List<Tally> tallies,
        Optional<Known> first,
        Optional<Known> second,
        Optional<Apart> apart,
        Fleet fleet) {

    /** A policy's newest version, and how it did over the sample. */
    public record Choice(String name, String title, String digest, int done, int judged) {}
}
