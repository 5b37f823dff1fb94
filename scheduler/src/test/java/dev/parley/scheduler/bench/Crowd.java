package dev.parley.scheduler.bench;

import dev.parley.contracts.AuthorId;
import dev.parley.core.account.Author;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** People who ask, four behind each network prefix. */
final class Crowd {
    private static final int BEHIND_ONE_PREFIX = 4;

    private final List<Author> authors;

    Crowd(int size) {
        authors = IntStream.range(0, size)
                .mapToObj(i -> new Author(AuthorId.random(), "net-" + i / BEHIND_ONE_PREFIX))
                .toList();
    }

    Author anybody() {
        return authors.get(ThreadLocalRandom.current().nextInt(authors.size()));
    }

    List<Author> authors() {
        return authors;
    }
}
