package dev.parley.core.dataset;

import dev.parley.core.dataset.lerobot.Shape;
import dev.parley.core.dataset.outcome.OutcomeTable;
import java.util.List;
import java.util.stream.Collectors;

/** {@code README.md} of an archive: what is in it and how to open it, for whoever finds it on a disk in two years. */
final class DataCard {
    private DataCard() {}

    static String ofOutcomes(DatasetData dataset, long episodes) {
        return head(dataset, episodes)
                + """

                One row an episode, in `%s`. Rates need three things: leave out rows where `censored` is true and count them beside, never
                mix kinds of station, and say whose verdict you took.%s

                | column | what it means |
                |---|---|
                %s
                """.formatted(
                                OutcomeFile.name(dataset.format()),
                                dataset.format() == DatasetFormat.CSV
                                        ? " A text that begins with =, +, -, @, a tab or a line break has an apostrophe in front, so that no"
                                                + "\nspreadsheet takes it for a formula."
                                        : "",
                                OutcomeTable.COLUMNS.stream()
                                        .map(column -> "| `%s` | %s |"
                                                .formatted(column.described().name(), column.meaning()))
                                        .collect(Collectors.joining("\n")));
    }

    static String ofSteps(DatasetData dataset, long episodes, List<String> folders, List<Shape> shapes) {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < shapes.size(); i++) {
            Shape shape = shapes.get(i);
            list.append("* `%s`: %s, %d pictures and %s actions a second, cameras %s\n"
                    .formatted(
                            folders.get(i),
                            shape.body(),
                            shape.fps(),
                            number(shape.controlHz()),
                            shape.cameras().stream().map(Shape.Camera::name).toList()));
        }
        return head(dataset, episodes) + """

                Each folder is a LeRobotDataset v3.0 of its own, since one data set has one kind of body and one rate:

                %s
                Open one with `LeRobotDataset("any/name", root="FOLDER")`, or its Parquet files with anything that reads Parquet.

                * **One row a picture.** Where there are more pictures than actions, a row between two actions repeats the numbers of the
                  action under way; `parley.step_begins` is true where an action begins. With `delta_timestamps` in steps of one action
                  you get each action once.
                * `action` is what the body carried out, `parley.commanded_action` what the policy said; they differ where a limit
                  clamped it. `parley.step` is -1 in pictures before the first action, where actions are zero.
                * Video is as it was recorded, not coded anew. Statistics of pictures come from one still an episode.
                * `next.success` and `next.reward` are set in an episode's last row, by the most believed judge who scored it: a researcher,
                  else the scene, the crowd, the asker. More about each episode is in `meta/episodes`, in columns `eval/…`.
                * Every asker in it agreed to the use for training. One family of prompts in five is never in such a data set, so that
                  policies can be tested with what no policy was trained on.
                """.formatted(list);
    }

    private static String head(DatasetData dataset, long episodes) {
        return """
                # Parley data set %d (%s)

                %d episodes of robot policies that people asked for something, as of %s. Nothing that was taken back until then is in it.

                Licence: CC BY 4.0, %s
                Cite it as: %s

                `manifest.json` has the filter, what was left out and why, and the SHA-256 of every file.
                """.formatted(
                        dataset.number(),
                        dataset.format().wireName(),
                        episodes,
                        dataset.asOf(),
                        Citation.LICENCE_URL,
                        Citation.of(dataset, episodes));
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
