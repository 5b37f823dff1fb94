package dev.parley.policy.onnx;

import java.util.List;
import java.util.stream.Collectors;

/**
 * An input or output as a network declares it.
 *
 * @param type of its numbers, as ONNX counts types
 * @param dimensions {@value #ANY} where the file leaves one open
 */
public record DeclaredTensor(String name, int type, List<Long> dimensions) {
    public static final long ANY = -1;
    public static final int FLOAT32 = 1;
    public static final int UINT8 = 2;

    public DeclaredTensor {
        dimensions = List.copyOf(dimensions);
    }

    /** Whether a tensor of these dimensions is one of those that it stands for. */
    public boolean takes(List<Integer> wanted) {
        if (wanted.size() != dimensions.size()) {
            return false;
        }
        for (int i = 0; i < wanted.size(); i++) {
            long declared = dimensions.get(i);
            if (declared != ANY && declared != wanted.get(i)) {
                return false;
            }
        }
        return true;
    }

    /** For instance {@code float32 [1, 6]}, with a question mark for each dimension that is open. */
    public String words() {
        return typeWords(type)
                + dimensions.stream()
                        .map(each -> each == ANY ? "?" : each.toString())
                        .collect(Collectors.joining(", ", " [", "]"));
    }

    private static String typeWords(int type) {
        return switch (type) {
            case FLOAT32 -> "float32";
            case UINT8 -> "uint8";
            case 3 -> "int8";
            case 6 -> "int32";
            case 7 -> "int64";
            case 8 -> "string";
            case 9 -> "bool";
            case 10 -> "float16";
            case 11 -> "float64";
            default -> "type " + type;
        };
    }
}
