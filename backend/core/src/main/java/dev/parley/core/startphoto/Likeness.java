package dev.parley.core.startphoto;

import dev.parley.core.startphoto.StartPhotos.Place;

/**
 * How unlike two pictures of one table are: the mean absolute difference of brightness in the place where it is largest. The place is a
 * window of five by five of the {@link GreyPicture}'s 64 by 48 squares, about the size of a thing on a table; the mean over the whole
 * picture would hide a cube that was moved. Before that, each picture's middle brightness is taken off, so that a cloud before the sun
 * moves nothing. From 0, alike, to 1.
 *
 * @param difference in that place
 * @param place where it is
 */
record Likeness(double difference, Place place) {
    private static final int WINDOW = 5;

    static Likeness of(GreyPicture first, GreyPicture second) {
        double light = second.middle() - first.middle();
        // Sums over all squares to the left and above make each window four look-ups.
        double[][] sums = new double[GreyPicture.ROWS + 1][GreyPicture.COLUMNS + 1];
        for (int row = 0; row < GreyPicture.ROWS; row++) {
            for (int column = 0; column < GreyPicture.COLUMNS; column++) {
                double apart = Math.abs(second.at(column, row) - first.at(column, row) - light);
                sums[row + 1][column + 1] = apart + sums[row][column + 1] + sums[row + 1][column] - sums[row][column];
            }
        }
        double most = -1;
        int left = 0;
        int top = 0;
        for (int row = 0; row + WINDOW <= GreyPicture.ROWS; row++) {
            for (int column = 0; column + WINDOW <= GreyPicture.COLUMNS; column++) {
                double sum = sums[row + WINDOW][column + WINDOW]
                        - sums[row][column + WINDOW]
                        - sums[row + WINDOW][column]
                        + sums[row][column];
                if (sum > most) {
                    most = sum;
                    left = column;
                    top = row;
                }
            }
        }
        double mean = Math.clamp(most / (WINDOW * WINDOW), 0, 1);
        return new Likeness(
                mean,
                new Place(
                        (double) left / GreyPicture.COLUMNS,
                        (double) top / GreyPicture.ROWS,
                        (double) WINDOW / GreyPicture.COLUMNS,
                        (double) WINDOW / GreyPicture.ROWS));
    }
}
