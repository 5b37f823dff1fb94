package dev.parley.core.push;

import dev.parley.core.follow.News;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that one browser is to be told, taken by this replica: nobody else sends it any more, and whatever becomes of this
 * process, it is sent at most once.
 *
 * @param tries with this one
 * @param news as it stands now; empty where nobody needs to be told any more
 */
record PushMessage(UUID id, int tries, UUID browser, URI endpoint, byte[] key, byte[] auth, Optional<News> news) {
    /** Without what is secret. */
    @Override
    public String toString() {
        return "push message " + id;
    }
}
