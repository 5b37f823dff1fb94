package dev.parley.core.family;

import dev.parley.core.embedding.TextEncoder;
import java.util.SplittableRandom;

/** Vectors of length one, evenly over all directions. */
final class Directions {
    private Directions() {}

    static float[] random(SplittableRandom random) {
        float[] numbers = new float[TextEncoder.WIDTH];
        double squares = 0;
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) random.nextGaussian();
            squares += numbers[i] * numbers[i];
        }
        float length = (float) Math.sqrt(squares);
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] /= length;
        }
        return numbers;
    }
}
