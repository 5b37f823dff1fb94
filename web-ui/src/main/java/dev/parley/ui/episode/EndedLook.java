package dev.parley.ui.episode;

import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.Familiarity;
import dev.parley.core.episode.Judgeable;
import dev.parley.core.station.StationKind;
import dev.parley.ui.words.EpisodeWords;
import dev.parley.ui.words.Sign;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the page of an episode that ended shows beside what every page of one does. */
public record EndedLook(EpisodeLook look) {
    /** Stored as they are named here, so that counts over time stay comparable. */
    private static final List<String> TAGS = List.of(
            "touched something else",
            "wrong object",
            "wrong place",
            "dropped it",
            "too slow",
            "stopped early",
            "ignored part of it",
            "did nothing");

    public boolean recorded() {
        return !episode().recordings().isEmpty();
    }

    /** The policy's own word that it was never trained on such words; says nothing about what it did. */
    public boolean unfamiliar() {
        return episode().familiarity().filter(Familiarity::unfamiliar).isPresent();
    }

    public Sign unfamiliarSign() {
        return EpisodeWords.unfamiliar();
    }

    /** For whom the badge is not enough. */
    public String unfamiliarity() {
        return "Worded unlike anything this policy was trained on, by its own measure: it takes the chance that it knows such words for "
                + episode()
                        .familiarity()
                        .map(words -> Math.round(100 * words.known()) + " in 100")
                        .orElse("unknown")
                + ". That says nothing about whether it did what was asked.";
    }

    /** Nobody is asked for a judgement that would not be taken. */
    public boolean votable() {
        return Judgeable.is(episode().state(), episode().endReason());
    }

    public String video() {
        return "/api/v1/episodes/" + look.id() + "/recordings/" + look.camera() + ".mp4";
    }

    public String steps() {
        return episode().steps().isPresent() ? String.valueOf(episode().steps().getAsInt()) : "";
    }

    public String seconds() {
        return look.seconds(episode().steps().orElse(episode().maxSteps()));
    }

    public List<String> tags() {
        return TAGS;
    }

    public VerdictLook verdict() {
        return VerdictLook.open(episode(), look.hide());
    }

    public List<Facts.Fact> facts() {
        return Facts.of(look);
    }

    public List<Facts.Fact> conditions() {
        return Facts.conditions(episode().conditions());
    }

    public String againSameSeed() {
        return again() + "&seed=" + Long.toUnsignedString(episode().seed());
    }

    /** An arranged goal is one of a start, so there is no other to ask it from. */
    public boolean oneStart() {
        return look.arranged();
    }

    /** Only a simulator can draw it again, and only what was left somewhere can be put there. */
    public boolean repeatable() {
        return look.left() && episode().stationKind() == StationKind.SIMULATOR;
    }

    /** Where somebody can ask for the same end, or go on from it. */
    public String asGoal() {
        return "/?scene=" + encode(episode().sceneId()) + "&ended=" + look.id();
    }

    public String again() {
        StringBuilder link =
                new StringBuilder("/?scene=").append(encode(episode().sceneId()));
        link.append("&policy=").append(encode(episode().policyName()));
        episode().instruction().ifPresent(text -> link.append("&text=").append(encode(text)));
        episode().goalImage().ifPresent(picture -> link.append("&picture=").append(picture));
        return link.toString();
    }

    private EpisodeData episode() {
        return look.episode();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
