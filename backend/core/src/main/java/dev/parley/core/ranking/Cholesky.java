package dev.parley.core.ranking;

/** Solves equations with a symmetric positive definite matrix. */
final class Cholesky {
    private Cholesky() {}

    /**
     * Replaces the lower triangle of {@code matrix} by its factor.
     *
     * @return whether it was positive definite; where not, the matrix is spoiled
     */
    static boolean factor(double[][] matrix) {
        for (int row = 0; row < matrix.length; row++) {
            double[] own = matrix[row];
            for (int column = 0; column <= row; column++) {
                double[] other = matrix[column];
                double sum = own[column];
                for (int i = 0; i < column; i++) {
                    sum -= own[i] * other[i];
                }
                if (column < row) {
                    own[column] = sum / other[column];
                } else if (sum > 0) {
                    own[column] = Math.sqrt(sum);
                } else {
                    return false;
                }
            }
        }
        return true;
    }

    /** Replaces {@code values} by the solution. */
    static void solve(double[][] factor, double[] values) {
        for (int row = 0; row < factor.length; row++) {
            double sum = values[row];
            for (int i = 0; i < row; i++) {
                sum -= factor[row][i] * values[i];
            }
            values[row] = sum / factor[row][row];
        }
        for (int row = factor.length - 1; row >= 0; row--) {
            values[row] /= factor[row][row];
            for (int i = 0; i < row; i++) {
                values[i] -= factor[row][i] * values[row];
            }
        }
    }
}
