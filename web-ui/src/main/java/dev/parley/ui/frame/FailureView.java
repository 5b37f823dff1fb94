package dev.parley.ui.frame;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.ParentLayout;
import dev.parley.ui.parts.Layout;
import org.jboss.logging.Logger;

/** For a page that failed while it was made. */
@ParentLayout(MainLayout.class)
public class FailureView extends Div implements HasErrorParameter<Exception>, HasDynamicTitle {
    private static final Logger LOG = Logger.getLogger(FailureView.class);

    public FailureView() {
        Anchor ask = new Anchor("/", "Go to Ask");
        ask.addClassName("btn");
        addClassNames("stack", "g4", "state");
        add(
                new H1("This page failed"),
                Layout.text(
                        "sub l",
                        "The fault is ours. What was asked, what runs and what was recorded are stored apart from this page."),
                Layout.div("row wrap", ask));
    }

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> parameter) {
        LOG.errorf(
                parameter.getException(), "page %s failed", event.getLocation().getPath());
        return 500;
    }

    @Override
    public String getPageTitle() {
        return "Page failed · Parley";
    }
}
