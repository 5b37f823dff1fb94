package dev.parley.core.analysis.difficulty;

/** Of a symmetric positive definite matrix, by Gauss and Jordan without exchanging rows, which these do not need. */
final class Inverse {
    private Inverse() {}

    /** @throws ArithmeticException where it is not positive definite */
    static double[][] of(double[][] matrix) {
        int size = matrix.length;
        double[][] left = new double[size][];
        double[][] right = new double[size][size];
        for (int row = 0; row < size; row++) {
            left[row] = matrix[row].clone();
            right[row][row] = 1;
        }
        for (int pivot = 0; pivot < size; pivot++) {
            double scale = left[pivot][pivot];
            if (!(scale > 0)) {
                throw new ArithmeticException("a matrix of " + size + " rows is not positive definite");
            }
            for (int column = 0; column < size; column++) {
                left[pivot][column] /= scale;
                right[pivot][column] /= scale;
            }
            for (int row = 0; row < size; row++) {
                double times = row == pivot ? 0 : left[row][pivot];
                for (int column = 0; column < size && times != 0; column++) {
                    left[row][column] -= times * left[pivot][column];
                    right[row][column] -= times * right[pivot][column];
                }
            }
        }
        return right;
    }
}
