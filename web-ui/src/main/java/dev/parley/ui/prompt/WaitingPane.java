package dev.parley.ui.prompt;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.prompt.WaitEstimates.Range;
import dev.parley.core.prompt.WaitEstimates.Wait;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.TurnState;
import dev.parley.ui.parts.Badge;
import dev.parley.ui.parts.Layout;
import dev.parley.ui.parts.Moment;
import dev.parley.ui.parts.Press;
import dev.parley.ui.parts.Ruler;
import dev.parley.ui.parts.RulerScale;
import dev.parley.ui.words.EpisodeWords;
import dev.parley.ui.words.PromptWords;
import dev.parley.ui.words.Spans;
import dev.parley.ui.words.WaitWords;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A prompt in line: its place, how long that is likely to take, why, and who is before it. */
final class WaitingPane extends Div {
    private final boolean own;
    private final H1 place = new H1();
    private final Div sure = Layout.div("stack g2");
    private final Div lost = Layout.div("");
    private final Div ruler = Layout.div("card stack g2");
    private final LineCard line;
    private final FollowCard follow;
    private final PreviewCard preview;
    private final Paragraph slipped = Layout.text("note warn", "");
    private final Promise promise = new Promise();
    private final Span reason = new Span();
    private final Moment updated = new Moment(Instant.now(), Moment.Mode.AGO);
    private Optional<Range> drawn = Optional.empty();
    private boolean blank = true;

    /**
     * @param follow the link that stays, and the way to be told
     * @param preview the same in simulation, where that can be had
     * @param meanwhile what can be done until then
     */
    WaitingPane(
            PromptData prompt,
            String sceneTitle,
            boolean own,
            FollowCard follow,
            PreviewCard preview,
            Component meanwhile,
            Runnable withdraw) {
        this.own = own;
        this.follow = follow;
        this.preview = preview;
        this.line = new LineCard(prompt.id(), own);
        addClassNames("two", "w440");
        place.setId("wait-place");
        reason.setId("wait-reason");
        Div left = Layout.div(
                "stack g5",
                Layout.div(
                        "stack g2",
                        Layout.div(
                                "row",
                                new Badge(PromptWords.sign(TurnState.WAITING)),
                                Layout.span("s dim", sceneTitle)),
                        place,
                        sure),
                lost,
                slipped,
                ruler,
                line);
        slipped.setId("wait-slipped");
        slipped.getElement().setAttribute("role", "status");
        slipped.setVisible(false);
        add(left, side(prompt, own, follow, preview, meanwhile, withdraw));
    }

    void show(PromptLook look, Wait wait, TurnData turn) {
        place.setText(WaitWords.place(wait, own));
        lost.removeAll();
        lost.setVisible(turn.attempts() > 0);
        if (turn.attempts() > 0) {
            lost.add(lost(look.episode(), turn));
        }
        reason.setText(wait.reasonText().isBlank() ? WaitWords.reason(wait.reason()) : wait.reasonText());
        Instant now = Instant.now();
        updated.at(now);
        promise.slip(now, wait)
                .ifPresentOrElse(
                        sentence -> {
                            slipped.setText(sentence);
                            slipped.setVisible(true);
                        },
                        () -> slipped.setVisible(false));
        follow.lookNowAndThen(now);
        // In a crowd everybody's page looks again every few seconds, and mostly finds the same.
        if (blank || !wait.estimate().equals(drawn)) {
            draw(wait.estimate());
            drawn = wait.estimate();
            blank = false;
        }
        line.show(look);
        preview.show(look.prompt(), wait);
    }

    private void draw(Optional<Range> estimate) {
        sure.removeAll();
        sure.add(estimate.map(WaitingPane::sentence).orElseGet(() -> Layout.text("sub l", WaitWords.unknown())));
        RulerScale scale = RulerScale.fitting(estimate.map(Range::p90).orElse(Duration.ofMinutes(5)));
        Span when = Layout.span("s dim", "updated ");
        when.add(updated);
        Div labels = Layout.div("rlab", mark("e0", 0, "now"));
        // As far from the ends and from each other as a phone's 326 px ask for.
        estimate.ifPresent(range -> scale.joined(range.p50(), range.p90(), 40)
                .ifPresentOrElse(
                        middle -> labels.add(mark(
                                "",
                                Math.clamp(middle, 31, 66),
                                Spans.clock(range.p50()) + " likely, " + Spans.clock(range.p90()) + " nine in ten")),
                        () -> labels.add(
                                mark(
                                        "",
                                        Math.max(18, scale.percent(range.p50())),
                                        Spans.clock(range.p50()) + " likely"),
                                mark(
                                        "",
                                        Math.min(74, scale.percent(range.p90())),
                                        Spans.clock(range.p90()) + " nine in ten"))));
        labels.add(mark("e1", 100, Spans.spoken(scale.end())));
        ruler.removeAll();
        ruler.add(
                Layout.div("between", Layout.span("label", "Time until it starts"), when),
                Ruler.wait(scale, estimate, estimate.map(WaitWords::sentence).orElse(WaitWords.unknown()), true),
                labels,
                Layout.line("note", reason));
    }

    private static Span mark(String edge, double percent, String text) {
        Span mark = Layout.span(edge, text);
        mark.getStyle().set("left", percent + "%");
        return mark;
    }

    private static Paragraph sentence(Range range) {
        if (Spans.nothing(range.p90())) {
            return Layout.text("sub l", "Nothing is ahead of it: it starts as soon as a station has answered.");
        }
        return Layout.line(
                "sub l",
                new Span("Most likely it starts in about "),
                strong(Spans.spoken(range.p50())),
                new Span(". Nine times in ten it is less than "),
                strong(Spans.spoken(range.p90())),
                new Span("."));
    }

    private static Span strong(String text) {
        Span strong = Layout.span("b num", text);
        strong.getStyle().set("color", "var(--p-ink)");
        return strong;
    }

    private static Div lost(Optional<EpisodeData> episode, TurnData turn) {
        String what = episode.flatMap(EpisodeData::endReason)
                .map(EpisodeWords::sentence)
                .or(() -> turn.waitNote())
                .orElse("The last attempt was lost.");
        Div note = Layout.div(
                "note warn",
                Layout.text("", what),
                Layout.text(
                        "", "It is back in line and is tried again; this is attempt " + (turn.attempts() + 1) + "."));
        note.setId("attempt-lost");
        note.getElement().setAttribute("role", "status");
        return note;
    }

    private static Aside side(
            PromptData prompt,
            boolean own,
            FollowCard follow,
            Component preview,
            Component meanwhile,
            Runnable withdraw) {
        Div asked = Layout.div(
                "card flush",
                Layout.div("panel-h", new H2(own ? "What you asked" : "What was asked")),
                Layout.div("panel-b stack g2", Layout.text("quote", PromptWords.asked(prompt))));
        prompt.goalImage().ifPresent(picture -> {
            Image image = new Image(PromptWords.picture(picture), "The goal picture");
            image.addClassName("goalpic");
            asked.add(Layout.div("panel-b", image));
        });
        asked.add(Layout.div(
                "panel-b",
                Layout.text("s sub", PromptWords.reading(prompt.instruction().isPresent(), prompt.taskReading()))));
        if (own) {
            Press press = new Press("Leave the line", "quiet sm").onPress(withdraw);
            press.setId("withdraw");
            press.getElement().setAttribute("aria-describedby", "withdraw-means");
            Span means = Layout.span("s dim", "It is not run then. What you asked stays to be read here.");
            means.setId("withdraw-means");
            follow.add(Layout.div("stack g1", Layout.div("row", press), means));
        }
        return Layout.aside("stack g4", preview, asked, follow, meanwhile);
    }
}
