package dev.parley.ui.episode;

import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.study.StudyData;
import dev.parley.ui.parts.FamilyRow;
import dev.parley.ui.parts.Recorded;
import dev.parley.ui.words.EpisodeWords;
import dev.parley.ui.words.PromptWords;
import dev.parley.ui.words.Sign;
import dev.parley.ui.words.StationWords;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One episode as its public page shows it, which is the same for everybody: nothing in it depends on who looks, and
 * nothing tells what judge or voters found while {@code hide} is on.
 *
 * @param scene the scene's name for people
 * @param policy the policy's name for people
 * @param study the study it belongs to; empty where a person asked
 * @param canary whether nobody asked: its station is asked the same every day
 * @param alike who else asked for the same
 * @param left whether it is known where everything lay at the end that can be moved
 * @param arranged whether its goal was arranged: such a goal has its start, and every ask for it begins there
 * @param origin under which the site is seen
 */
public record EpisodeLook(
        EpisodeData episode,
        String scene,
        String policy,
        Optional<StudyData> study,
        boolean canary,
        AlikeOfEpisode.Alike alike,
        boolean left,
        boolean arranged,
        String origin,
        boolean hide) {
    public String id() {
        return episode.id().toString();
    }

    /** What a link to it shows elsewhere. */
    public ShareLook share() {
        return new ShareLook(episode, alike.same(), origin, hide);
    }

    public Optional<FamilyRow> same() {
        return alike.same();
    }

    public List<FamilyRow> others() {
        return alike.others();
    }

    public String state() {
        return episode.state().name();
    }

    public boolean running() {
        return !episode.state().terminal();
    }

    /** Which of its two forms the page has; a script changes parts in place while it stays the same. */
    public String pane() {
        return running() ? "live" : "ended";
    }

    public String asked() {
        return EpisodeWords.asked(episode);
    }

    public Sign sign() {
        return EpisodeWords.openSign(episode.state());
    }

    public String sentence() {
        String now = EpisodeWords.openSentence(episode.state(), episode.stationName());
        return running() && !episode.publicNow()
                ? now + " Its camera is shown from the moment the scene is set until the end."
                : now;
    }

    /** "Simulation · Sim 1", and that nobody asked it. */
    public String where() {
        return StationWords.kind(episode.stationKind()) + " · " + episode.stationName()
                + (canary ? " · its daily canary" : "");
    }

    public String reading() {
        return PromptWords.reading(episode.instruction().isPresent(), episode.taskReading());
    }

    /** Where the goal picture is; empty where it was asked in words alone. */
    public String goal() {
        return episode.goalImage().map(PromptWords::picture).orElse("");
    }

    /** What stands under the goal picture: what it means where that was confirmed. */
    public String goalWords() {
        return episode.taskReading().map(reading -> "The goal: " + reading).orElse("The goal picture");
    }

    /** Empty for a first attempt: whoever saw the picture break off is told why it begins again. */
    public String attempt() {
        return episode.attempt() > 1 ? EpisodeWords.attempt(episode.attempt()) : "";
    }

    /** The picture starts before the arm does, so that the first second of motion is seen, and its last frame stays. */
    public boolean watching() {
        return switch (episode.state()) {
            case READY, RUNNING, HOLDING, FINALIZING -> true;
            case CREATED, RESETTING, TERMINATED, TRUNCATED, ABORTED, LOST -> false;
        };
    }

    public String plate() {
        boolean moving = episode.state() == EpisodeState.READY
                || episode.state() == EpisodeState.RUNNING
                || episode.state() == EpisodeState.HOLDING;
        return moving ? where() : where() + " · " + sign().word();
    }

    public String camera() {
        return Recorded.camera(episode);
    }

    public String poster() {
        return Recorded.poster(episode.id(), camera());
    }

    public String live() {
        return "/api/v1/episodes/" + id() + "/live/" + camera();
    }

    public String hz() {
        return String.format(Locale.ROOT, "%.3f", episode.controlHz());
    }

    /** How long it may take at most. */
    public String limitSeconds() {
        return seconds(episode.maxSteps());
    }

    String seconds(int steps) {
        return String.format(Locale.ROOT, "%.2f", steps / (episode.controlHz() > 0 ? episode.controlHz() : 1));
    }

    public EndedLook ended() {
        return new EndedLook(this);
    }
}
