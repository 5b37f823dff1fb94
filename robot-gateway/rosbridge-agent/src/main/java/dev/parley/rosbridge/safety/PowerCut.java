package dev.parley.rosbridge.safety;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.rosbridge.wire.RosFault;
import dev.parley.rosbridge.wire.RosLink;
import java.time.Duration;

/** A ROS service that takes the drives' power away, where one is wired: std_srvs Trigger, which says whether it did. */
public final class PowerCut {
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final RosLink link;
    private final String service;

    public PowerCut(RosLink link, String service) {
        this.link = link;
        this.service = service;
    }

    /** @throws RosFault if it did not happen, or nobody says that it did */
    public void cut() throws RosFault, InterruptedException {
        boolean done = link.call(service, JsonNodeFactory.instance.objectNode(), PATIENCE)
                .path("success")
                .asBoolean(false);
        if (!done) {
            throw new RosFault("Service " + service + " says that the power was not cut.");
        }
    }
}
