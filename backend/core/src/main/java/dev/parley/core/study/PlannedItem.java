package dev.parley.core.study;

import java.util.Optional;

/**
 * An item that can run as it stands.
 *
 * @param taskReading what its judge will look for
 * @param maxSteps the horizon of its scene when it was submitted
 * @param pictureSha256 of its goal image
 */
record PlannedItem(StudyItem item, String taskReading, int maxSteps, Optional<String> pictureSha256) {}
