package dev.parley.ui;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.component.page.Viewport;
import com.vaadin.flow.server.AppShellSettings;
import com.vaadin.flow.shared.communication.PushMode;
import com.vaadin.flow.shared.ui.Transport;
import com.vaadin.flow.theme.lumo.Lumo;

/** What every page's HTML begins with: theme, style sheets, push over a WebSocket, icon. Nothing comes from elsewhere. */
@Push(value = PushMode.AUTOMATIC, transport = Transport.WEBSOCKET)
@Viewport("width=device-width, initial-scale=1")
@StyleSheet(Lumo.STYLESHEET)
@StyleSheet("/css/tokens.css")
@StyleSheet("/css/base.css")
@StyleSheet("/css/frame.css")
@StyleSheet("/css/parts.css")
@StyleSheet("/css/pages.css")
public class AppShell implements AppShellConfigurator {
    @Override
    public void configurePage(AppShellSettings settings) {
        settings.addFavIcon("icon", "/icons/parley.svg", "any");
        settings.addMetaTag("description", "Ask a robot policy to do something, watch it live, and say how it went.");
        settings.addMetaTag("theme-color", "#F6F6F3");
    }
}
