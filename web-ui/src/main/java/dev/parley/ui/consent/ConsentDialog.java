package dev.parley.ui.consent;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import dev.parley.core.account.Author;
import dev.parley.core.consent.Agreement;
import dev.parley.core.consent.Consents;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.ui.bridge.PageBridge;
import dev.parley.ui.words.Trouble;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Stands invisibly in a form until something it sends needs consent; then it asks for it and the form goes on. What stood
 * in the form stays there meanwhile.
 */
@Tag("parley-consent")
public final class ConsentDialog extends Component {
    private static final String DETAIL = "event.detail";
    private static final String NOT_NOW = "Nothing was sent. It needs your agreement once; watching never does.";
    private static final String UNREADABLE =
            "The text to agree to could not be read just now. Nothing was sent; try again in a moment.";

    private final PageBridge bridge;
    private final Consents consents;
    private final Author author;
    private Runnable goOn = () -> {};
    private Consumer<String> refused = sentence -> {};

    public ConsentDialog(PageBridge bridge, Consents consents, Author author) {
        this.bridge = bridge;
        this.consents = consents;
        this.author = author;
        getElement()
                .addEventListener(
                        "parley-consent", event -> answered(event.getEventData().path(DETAIL)))
                .addEventData(DETAIL);
    }

    /**
     * Asks, where that is what failed.
     *
     * @param again the same once more, after they agreed
     * @param trouble told what to show when they did not, or when something else failed
     */
    public void after(Throwable failure, Runnable again, Consumer<String> trouble) {
        if (failure instanceof ParleyException known && known.code() == ErrorCode.CONSENT_NEEDED) {
            goOn = again;
            refused = trouble;
            getElement().callJsFunction("open");
        } else {
            trouble.accept(Trouble.sentence(failure));
        }
    }

    private void answered(JsonNode detail) {
        String version = detail.path("version").asString("");
        if (version.isEmpty()) {
            refused.accept(detail.path("failed").asBoolean(false) ? UNREADABLE : NOT_NOW);
            return;
        }
        Agreement agreement = new Agreement(
                version,
                detail.path("publish").asBoolean(false),
                detail.path("training").asBoolean(false),
                detail.path("ageOk").asBoolean(false));
        bridge.ask(
                this,
                () -> consents.agree(author, agreement),
                agreed -> goOn.run(),
                failure -> refused.accept(Trouble.sentence(failure)));
    }
}
