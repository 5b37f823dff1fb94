package dev.parley.ui.frame;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.ParentLayout;
import dev.parley.ui.parts.Away;
import dev.parley.ui.parts.Layout;

/** For an address that leads nowhere. */
@ParentLayout(MainLayout.class)
public class NotFoundView extends Div implements HasErrorParameter<NotFoundException>, HasDynamicTitle {
    public NotFoundView() {
        Anchor ask = new Anchor("/", "Ask a robot");
        ask.addClassNames("btn", "pri");
        Away explore = new Away("/explore", "Explore episodes");
        explore.addClassName("btn");
        addClassNames("stack", "g4", "state");
        add(
                new H1("There is nothing at this address"),
                Layout.text(
                        "sub l",
                        "It may have been typed wrongly. Links to asks and episodes never expire, so an old one still works."),
                Layout.div("row wrap", ask, explore));
    }

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<NotFoundException> parameter) {
        return 404;
    }

    @Override
    public String getPageTitle() {
        return "Not found · Parley";
    }
}
