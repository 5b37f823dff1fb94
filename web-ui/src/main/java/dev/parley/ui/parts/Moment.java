package dev.parley.ui.parts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import java.time.Instant;
import java.util.Locale;

/** A time that the browser writes in its reader's zone, or counts up from, so that the server never has to push a clock. */
@Tag("parley-time")
public final class Moment extends Component {
    public Moment(Instant at, Mode mode) {
        at(at);
        getElement().setAttribute("mode", mode.name().toLowerCase(Locale.ROOT));
    }

    /** Moves it. */
    public void at(Instant at) {
        getElement().setAttribute("datetime", at.toString());
    }

    /** How a moment is written. */
    public enum Mode {
        /** "3 min ago". */
        AGO,
        /** "1:12", counting. */
        SINCE,
        /** "14:02:31". */
        CLOCK,
        /** "21 Nov 2026, 14:02". */
        DATE
    }
}
