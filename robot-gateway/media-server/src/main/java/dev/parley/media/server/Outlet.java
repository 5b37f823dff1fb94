package dev.parley.media.server;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The sending half of one client connection. Never blocks; a message to a closed connection is dropped. */
interface Outlet {

    void send(ObjectNode message);

    boolean isOpen();
}
