package dev.parley.ui.prompt;

import dev.parley.core.episode.EpisodeData;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.prompt.PromptState;
import dev.parley.core.prompt.Rejection;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.TurnState;
import dev.parley.ui.words.EpisodeWords;
import dev.parley.ui.words.PromptWords;
import dev.parley.ui.words.Sign;
import java.util.Optional;

/**
 * How a try in simulation stands, for the page of the one that waits. What it achieved is told on its own page: whoever watches it
 * says first how it went.
 *
 * @param worthALook whether its page shows more than this
 */
record PreviewLook(Sign sign, String sentence, String address, String link, boolean worthALook) {
    static PreviewLook of(PromptData tried) {
        String page = "/asks/" + tried.id();
        if (tried.state() == PromptState.ERASED || tried.state() == PromptState.WITHDRAWN) {
            return new PreviewLook(
                    PromptWords.sign(tried.state()), "The try in simulation was taken back.", page, "", false);
        }
        if (tried.state() == PromptState.REJECTED) {
            String why = tried.rejection().map(Rejection::sentence).orElse("It was not run.");
            return new PreviewLook(PromptWords.sign(tried.state()), why, page, "", false);
        }
        Optional<EpisodeData> episode = tried.episodes().isEmpty()
                ? Optional.empty()
                : Optional.of(tried.episodes().getLast());
        Optional<TurnData> turn = tried.turns().stream().findFirst();
        boolean again = turn.map(now -> now.state() == TurnState.WAITING).orElse(false);
        if (episode.isEmpty() || again) {
            Sign sign = turn.map(now -> PromptWords.sign(now.state())).orElseGet(() -> PromptWords.sign(tried.state()));
            boolean open = turn.map(now -> !now.state().terminal()).orElse(true);
            return new PreviewLook(
                    sign,
                    open ? "It waits for a simulation." : "No simulation could run it.",
                    page,
                    "Look at its place in line",
                    open);
        }
        EpisodeData last = episode.get();
        return last.state().terminal()
                ? new PreviewLook(
                        EpisodeWords.openSign(last.state()),
                        "It ran in simulation.",
                        "/episodes/" + last.id(),
                        "Watch it and say how it went",
                        true)
                : new PreviewLook(
                        EpisodeWords.openSign(last.state()),
                        EpisodeWords.openSentence(last.state(), last.stationName()),
                        page,
                        "Watch it live",
                        true);
    }
}
