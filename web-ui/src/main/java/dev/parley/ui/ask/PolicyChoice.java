package dev.parley.ui.ask;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Input;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.NativeLabel;
import com.vaadin.flow.component.html.Span;
import dev.parley.core.policy.PolicyData;
import dev.parley.ui.parts.Layout;
import dev.parley.ui.words.PolicyWords;
import java.util.List;
import java.util.Optional;

/** Which policy tries it. Tucked away: the learned one is what most people come for; where there is none, that is said first. */
final class PolicyChoice extends NativeDetails {
    private final Runnable changed;
    private final Span now = new Span();
    private final Div choices = Layout.div("in");
    private Optional<PolicyData> chosen = Optional.empty();
    private Optional<String> picked = Optional.empty();
    private String leftOut = "";
    private String caution = "";

    PolicyChoice(Runnable changed) {
        this.changed = changed;
        addClassName("more");
        setSummary(now);
        setContent(choices);
        choices.getElement().setAttribute("role", "radiogroup").setAttribute("aria-label", "Policy");
    }

    /**
     * Keeps the policy that somebody picked where it is there, or takes {@code wished}, or the first.
     *
     * @param picture whether these are the ones that read pictures
     */
    void offer(List<PolicyData> policies, boolean picture, Optional<String> wished) {
        Optional<String> keep = picked.or(() -> wished);
        caution = policies.stream().anyMatch(PolicyWords::isLearned)
                ? ""
                : "No learned policy reads " + (picture ? "pictures" : "words") + " in this scene yet. ";
        chosen = policies.stream()
                .filter(policy -> keep.filter(policy.name()::equals).isPresent())
                .findFirst()
                .or(() -> policies.stream().findFirst());
        choices.removeAll();
        for (PolicyData policy : policies) {
            choices.add(choice(policy));
        }
        setVisible(!policies.isEmpty());
        describe();
    }

    /** Says from now on that policies of the visitor's own lab are not among them. */
    void leaveOut() {
        leftOut = ". Your own lab’s are not here: its people neither ask them nor judge them.";
    }

    /** Takes the policy of that name at the next offer, where it is there. */
    void choose(String name) {
        picked = Optional.of(name);
    }

    Optional<PolicyData> chosen() {
        return chosen;
    }

    private NativeLabel choice(PolicyData policy) {
        Input radio = new Input();
        radio.setType("radio");
        radio.getElement().setAttribute("name", "policy").setAttribute("value", policy.name());
        radio.getElement().setProperty("checked", chosen.filter(policy::equals).isPresent());
        radio.getElement().addEventListener("change", event -> {
            chosen = Optional.of(policy);
            picked = Optional.of(policy.name());
            describe();
            changed.run();
        });
        NativeLabel label = new NativeLabel();
        label.addClassName("radio");
        label.add(
                radio,
                Layout.span("med", policy.title()),
                Layout.span("s sub", PolicyWords.kind(policy.kind()) + ". " + PolicyWords.sees(policy)));
        return label;
    }

    private void describe() {
        String who = chosen.map(policy -> "Policy: " + policy.title() + " (" + PolicyWords.kind(policy.kind()) + ")")
                .orElse("Policy");
        now.setText(caution + who + leftOut);
    }
}
