package dev.parley.scheduler.queue;

import dev.parley.contracts.StationId;

/**
 * A turn that was claimed for a station for a few seconds, so that no other replica tries the same one.
 *
 * @param charged whether its class paid for it out of its share
 */
public record Picked(QueueEntry entry, StationId station, boolean charged) {}
