package dev.parley.core.dataset.archive;

import java.io.IOException;

/** The archive would exceed what one may have; the message says so in plain words. */
public final class ArchiveTooLarge extends IOException {
    ArchiveTooLarge(long largest) {
        super("It would have more than %d MB, which is the most here. Ask for less of it."
                .formatted(largest / 1_000_000));
    }
}
