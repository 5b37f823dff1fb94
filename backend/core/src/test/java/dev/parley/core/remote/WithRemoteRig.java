package dev.parley.core.remote;

import dev.parley.core.station.Stations;
import dev.parley.core.support.Accounts;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A policy server of its own for every test. */
abstract class WithRemoteRig {
    @Inject
    Accounts accounts;

    @Inject
    Pool postgres;

    @Inject
    Stations stations;

    RemoteRig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new RemoteRig(accounts, postgres);
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }
}
