package dev.parley.ui.episode;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.vote.Vote;
import dev.parley.core.vote.Vote.Success;
import dev.parley.core.vote.Votes.Tally;
import dev.parley.ui.parts.Icon;
import dev.parley.ui.parts.Layout;
import dev.parley.ui.parts.Press;
import dev.parley.ui.words.Glyph;
import dev.parley.ui.words.Trouble;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** One press is a vote; details may follow and replace it. Other people's votes come only after one's own. */
final class VotePanel extends Section {
    private final EpisodeData episode;
    private final VoteServices services;
    private final Runnable voted;
    private final Map<Success, Press> choices = new EnumMap<>(Success.class);
    private final VoteDetails details = new VoteDetails(this::sendDetails);
    private final Paragraph saved = Layout.text("s ok-t", "");
    private final Paragraph trouble = Layout.text("s bad-t", "");
    private final Paragraph promise = Layout.text("s dim", "How others voted is shown after you vote.");
    private final Div others = Layout.div("stack g2");
    private Optional<Success> chosen = Optional.empty();

    VotePanel(EpisodeData episode, VoteServices services, Runnable voted) {
        this.episode = episode;
        this.services = services;
        this.voted = voted;
        boolean asker = episode.author().equals(services.author().id());
        addClassNames("card", "stack", "g3");
        getElement().setAttribute("aria-label", "Your vote");
        saved.setId("vote-saved");
        saved.setVisible(false);
        saved.getElement().setAttribute("role", "status");
        trouble.getElement().setAttribute("role", "alert");
        Div row = Layout.div(
                "vote",
                choice(Success.YES, "Yes", Glyph.CHECK, "vote-yes"),
                choice(Success.PARTLY, "Partly", Glyph.HALF, "vote-partly"),
                choice(Success.NO, "No", Glyph.CROSS, "vote-no"));
        row.getElement().setAttribute("role", "group").setAttribute("aria-label", "Did it do what was asked?");
        details.setVisible(false);
        add(
                new H2(asker ? "Did it do what you asked?" : "Did it do what was asked?"),
                row,
                saved,
                trouble,
                details,
                others,
                promise);
    }

    @Override
    protected void onAttach(AttachEvent attach) {
        services.bridge()
                .ask(
                        this,
                        () -> services.votes().own(episode.id(), services.author()),
                        own -> own.ifPresent(vote -> taken(vote, "Your vote is in. Press another to change it.")),
                        failure -> trouble.setText("Whether you voted before could not be read. Voting still works."));
    }

    private Press choice(Success success, String label, Glyph glyph, String id) {
        Press press = new Press(label, "", new Icon(glyph)).onPress(() -> send(success, false));
        press.setId(id);
        press.setPressed(false);
        choices.put(success, press);
        return press;
    }

    private void sendDetails() {
        chosen.ifPresent(success -> send(success, true));
    }

    private void send(Success success, boolean withDetails) {
        trouble.setText("");
        OptionalDouble progress = withDetails ? details.progress() : OptionalDouble.empty();
        Set<String> tags = withDetails ? details.tags() : Set.of();
        Optional<String> comment = withDetails ? details.comment() : Optional.empty();
        services.bridge()
                .ask(
                        this,
                        () -> services.votes().cast(episode.id(), services.author(), success, progress, tags, comment),
                        vote -> taken(vote, withDetails ? "Saved with your details." : "Your vote is saved."),
                        failure -> trouble.setText(Trouble.sentence(failure)));
    }

    private void taken(Vote vote, String sentence) {
        chosen = Optional.of(vote.success());
        choices.forEach((success, press) -> press.setPressed(success == vote.success()));
        saved.setText(sentence);
        saved.setVisible(true);
        details.setVisible(true);
        promise.setVisible(false);
        voted.run();
        services.bridge().ask(this, () -> services.votes().tally(episode.id()), this::show, failure -> {
            others.removeAll();
            others.add(Layout.text("s sub", "How others voted could not be read just now. Your vote is saved."));
        });
    }

    private void show(Tally tally) {
        int all = tally.yes() + tally.partly() + tally.no();
        others.removeAll();
        if (all <= 1) {
            others.add(Layout.text("s sub", "Nobody else has voted on this one yet."));
            return;
        }
        others.add(
                Layout.span("label", "All votes so far, yours included: " + all),
                Layout.div(
                        "tally", count(tally.yes(), "Yes"), count(tally.partly(), "Partly"), count(tally.no(), "No")));
    }

    private static Div count(int votes, String label) {
        return Layout.div("well", Layout.span("stat", String.valueOf(votes)), Layout.span("s sub", label));
    }
}
