package dev.parley.ui.prompt;

import dev.parley.contracts.PromptId;
import dev.parley.core.account.Author;
import dev.parley.core.consent.Consents;
import dev.parley.core.follow.Followers;
import dev.parley.core.instead.Alternatives;
import dev.parley.core.prompt.FollowedPrompts;
import dev.parley.core.prompt.Previews;
import dev.parley.core.prompt.PromptData;
import dev.parley.ui.bridge.PageBridge;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Makes what stands beside a wait. */
@ApplicationScoped
class WaitServices {
    private final PageBridge bridge;
    private final Followers followers;
    private final Consents consents;
    private final Alternatives alternatives;
    private final Previews previews;
    private final FollowedPrompts prompts;

    @Inject
    WaitServices(
            PageBridge bridge,
            Followers followers,
            Consents consents,
            Alternatives alternatives,
            Previews previews,
            FollowedPrompts prompts) {
        this.bridge = bridge;
        this.followers = followers;
        this.consents = consents;
        this.alternatives = alternatives;
        this.previews = previews;
        this.prompts = prompts;
    }

    FollowCard follow(PromptId prompt, boolean own, Author reader) {
        return new FollowCard(bridge, followers, consents, prompt, own, reader);
    }

    PreviewCard preview(PromptId prompt, boolean own, Author reader) {
        return new PreviewCard(bridge, previews, prompts, consents, prompt, own, reader);
    }

    Meanwhile meanwhile(PromptData prompt, Author reader) {
        return new Meanwhile(bridge, alternatives, prompt, reader);
    }
}
