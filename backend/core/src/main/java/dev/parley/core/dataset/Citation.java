package dev.parley.core.dataset;

import java.time.ZoneOffset;
import java.util.Locale;

/** How a data set is named by those who use it. */
public final class Citation {
    public static final String LICENCE = "CC-BY-4.0";
    public static final String LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/";

    private Citation() {}

    /** One line: who, when, what, which version, how many, licence, and where. */
    public static String of(DatasetData dataset, long episodes) {
        return String.format(
                Locale.ROOT,
                "Parley contributors (%d). Parley data set %d (%s), as of %s, %,d %s. CC BY 4.0. %s",
                dataset.asOf().atZone(ZoneOffset.UTC).getYear(),
                dataset.number(),
                dataset.format().wireName(),
                dataset.asOf().atZone(ZoneOffset.UTC).toLocalDate(),
                episodes,
                episodes == 1 ? "episode" : "episodes",
                dataset.page());
    }

    static String folder(long number, DatasetFormat format) {
        return "parley-dataset-%d-%s".formatted(number, format.wireName());
    }
}
