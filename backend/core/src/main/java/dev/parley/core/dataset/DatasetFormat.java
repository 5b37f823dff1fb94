package dev.parley.core.dataset;

import java.util.Arrays;
import java.util.Optional;

/** What a data set is written as. */
public enum DatasetFormat {
    /** Steps and video, to train and to look with; only what may be trained with. */
    LEROBOT_V3("lerobot-v3", true),
    /** One row an episode. */
    PARQUET("parquet", false),
    /** The same as text. */
    CSV("csv", false);

    private final String wireName;
    private final boolean forTraining;

    DatasetFormat(String wireName, boolean forTraining) {
        this.wireName = wireName;
        this.forTraining = forTraining;
    }

    public String wireName() {
        return wireName;
    }

    /** Whether it holds what policies are trained with, and so nothing else. */
    public boolean forTraining() {
        return forTraining;
    }

    public static Optional<DatasetFormat> named(String name) {
        return Arrays.stream(values())
                .filter(format -> format.wireName.equals(name))
                .findFirst();
    }
}
