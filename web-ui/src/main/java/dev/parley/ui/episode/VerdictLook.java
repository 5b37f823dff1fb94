package dev.parley.ui.episode;

import dev.parley.core.detector.DetectorGuess;
import dev.parley.core.episode.EndReason;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.Outcome;
import dev.parley.core.station.StationKind;
import dev.parley.core.vote.Votes.Tally;
import dev.parley.ui.words.EpisodeWords;
import dev.parley.ui.words.Sign;
import java.util.Locale;
import java.util.Optional;

/**
 * How it ended and what was found: two badges, never merged. Open to everybody it tells neither what the judge found nor
 * what would give it away; told, it is for one reader whose own vote is in.
 *
 * @param own the reader's own vote, "yes", "partly" or "no"; empty while it is open
 * @param tally everybody's votes, present when it is told
 */
public record VerdictLook(EpisodeData episode, boolean told, String own, Optional<Tally> tally) {
    /** For a page that everybody reads. */
    static VerdictLook open(EpisodeData episode, boolean hide) {
        return new VerdictLook(episode, !hide, "", Optional.empty());
    }

    static VerdictLook told(EpisodeData episode, String own, Tally tally) {
        return new VerdictLook(episode, true, own, Optional.of(tally));
    }

    public String id() {
        return episode.id().toString();
    }

    public Sign end() {
        return told ? EpisodeWords.sign(episode.state()) : EpisodeWords.openSign(episode.state());
    }

    public Sign outcome() {
        return hidden() ? EpisodeWords.hiddenOutcome() : EpisodeWords.sign(result());
    }

    /** Why it ended, where that adds to the badge; before the vote only what says nothing about the policy. */
    public String reason() {
        if (!told && !EpisodeWords.censored(episode)) {
            return "";
        }
        return episode.endReason()
                .map(EpisodeWords::sentence)
                .filter(sentence -> !sentence.equals(EpisodeWords.sentence(episode.state(), episode.stationName())))
                .orElse("");
    }

    public String detail() {
        return told || EpisodeWords.censored(episode) ? episode.endDetail().orElse("") : "";
    }

    public String finding() {
        if (hidden()) {
            return "What the judge found is shown after your vote, so that it does not sway you.";
        }
        return switch (result()) {
            case SUCCESS -> judged("It holds.");
            case PARTIAL -> judged("It holds in part.");
            case FAILURE -> judged("It does not hold.");
            case NOT_SCORED ->
                EpisodeWords.censored(episode)
                        ? "Nothing was judged: this try says nothing about the policy."
                        : episode.instruction().isPresent()
                                ? "No judge could decide. You can."
                                : "Not machine-judged: no judge compares pictures. You can say how it went.";
        };
    }

    /** What whoever stood beside the robot saw, once nobody is swayed by it any more; empty when nobody said. */
    public String operator() {
        return told
                ? EpisodeWords.operatorResult(episode)
                        .map(result -> "The person beside the robot says: "
                                + EpisodeWords.sign(result).word().toLowerCase(Locale.ROOT)
                                + ".")
                        .orElse("")
                : "";
    }

    /** What reviewers found, once nobody is swayed by it any more; empty while they have not come to anything. */
    public String reviewers() {
        return told
                ? EpisodeWords.reviewersResult(episode)
                        .map(VerdictLook::reviewed)
                        .orElse("")
                : "";
    }

    private static String reviewed(Outcome.Result result) {
        return result == Outcome.Result.NOT_SCORED
                ? "Reviewers who watched it could not tell."
                : "Reviewers who watched it without knowing whose it is say: "
                        + EpisodeWords.sign(result).word().toLowerCase(Locale.ROOT)
                        + ".";
    }

    /** What a learned detector makes of it, once nobody is swayed by it any more; empty when none looked. */
    public String guess() {
        return told ? episode.guess().map(VerdictLook::sentence).orElse("") : "";
    }

    /** The address of the page that says how often that detector is right. */
    public String detector() {
        return episode.guess().map(guess -> "/detectors/" + guess.digest()).orElse("");
    }

    private static String sentence(DetectorGuess guess) {
        return guess.probability().isPresent()
                ? String.format(
                        Locale.ROOT,
                        "A learned detector thinks: %.0f %% likely done. It is a guess and decides nothing.",
                        100 * guess.probability().getAsDouble())
                : "A learned detector says nothing here: " + guess.silence().orElse("");
    }

    /** Votes of everybody; 0 while they are not told. */
    public int votes() {
        return tally.map(all -> all.yes() + all.partly() + all.no()).orElse(0);
    }

    public int yes() {
        return tally.map(Tally::yes).orElse(0);
    }

    public int partly() {
        return tally.map(Tally::partly).orElse(0);
    }

    public int no() {
        return tally.map(Tally::no).orElse(0);
    }

    /** Where there is nothing to find, there is nothing to hide. */
    private boolean hidden() {
        return !told
                && result() != Outcome.Result.NOT_SCORED
                && episode.endReason()
                        .map(reason -> reason.cause() != EndReason.Cause.CENSORED)
                        .orElse(true);
    }

    private Outcome.Result result() {
        return EpisodeWords.sceneResult(episode);
    }

    private String judged(String finding) {
        String where =
                episode.stationKind() != StationKind.REAL_ROBOT ? "the simulator’s state" : "the station’s sensors";
        return episode.taskReading()
                .map(reading -> "The scene’s own judge looked for “" + reading + "” in " + where + " at the end. "
                        + finding + " How often this judge is right has not been measured yet.")
                .orElse("The scene’s own judge read " + where + " at the end. " + finding);
    }
}
