package dev.parley.core.remote;

import dev.parley.policy.guard.Resolver;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** This machine's own way of finding addresses, unless a test brings its own. */
class RemoteBeans {
    @Produces
    @Singleton
    @DefaultBean
    Resolver resolver() {
        return Resolver.SYSTEM;
    }
}
