package dev.parley.ui.frame;

import com.vaadin.flow.server.CustomizedSystemMessages;
import com.vaadin.flow.server.ServiceInitEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * A page whose session is gone, with its replica or after a long sleep, loads itself again without asking: its address, the
 * guest cookie and the draft in the tab are all it needs.
 */
@ApplicationScoped
class LostSession {
    void listen(@Observes ServiceInitEvent event) {
        CustomizedSystemMessages messages = new CustomizedSystemMessages();
        messages.setSessionExpiredNotificationEnabled(false);
        messages.setSessionExpiredURL(null);
        event.getSource().setSystemMessagesProvider(info -> messages);
    }
}
