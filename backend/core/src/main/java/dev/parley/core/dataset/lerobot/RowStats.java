package dev.parley.core.dataset.lerobot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@link FeatureStats} of every number of a row. */
final class RowStats {
    private final List<FeatureStats> features = new ArrayList<>();

    RowStats(Shape shape) {
        Features.NUMBERS.forEach(name -> features.add(new FeatureStats(Features.width(name, shape))));
    }

    void add(List<List<Object>> rows) {
        for (List<Object> row : rows) {
            for (int i = 0; i < features.size(); i++) {
                features.get(i).add(numbers(row.get(i)));
            }
        }
    }

    Map<String, Map<String, List<? extends Number>>> all() {
        Map<String, Map<String, List<? extends Number>>> all = new LinkedHashMap<>();
        for (int i = 0; i < features.size(); i++) {
            all.put(Features.NUMBERS.get(i), features.get(i).all());
        }
        return all;
    }

    private static float[] numbers(Object cell) {
        if (cell instanceof List<?> list) {
            float[] numbers = new float[list.size()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = (Float) list.get(i);
            }
            return numbers;
        }
        if (cell instanceof Boolean truth) {
            return new float[] {truth ? 1 : 0};
        }
        return new float[] {((Number) cell).floatValue()};
    }
}
