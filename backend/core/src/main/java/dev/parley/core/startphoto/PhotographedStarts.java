package dev.parley.core.startphoto;

import dev.parley.contracts.StationId;
import dev.parley.core.audit.Actor;
import dev.parley.core.console.Console;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import java.util.UUID;

/** Looks at the table before a start is confirmed, whoever confirms it and by which door. */
@Decorator
@Priority(100)
abstract class PhotographedStarts implements Console {
    private final Console console;
    private final StartPhotos photos;

    @Inject
    PhotographedStarts(@Delegate @Any Console console, StartPhotos photos) {
        this.console = console;
        this.photos = photos;
    }

    @Override
    public Uni<Void> start(StationId station, UUID ask, Actor by) {
        return photos.beforeStart(station, ask, by).chain(() -> console.start(station, ask, by));
    }
}
