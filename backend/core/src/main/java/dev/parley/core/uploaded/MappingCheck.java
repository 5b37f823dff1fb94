package dev.parley.core.uploaded;

import dev.parley.policy.onnx.DeclaredTensor;
import dev.parley.policy.onnx.NetworkOutline;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether a file declares what was said of it. */
final class MappingCheck {
    private MappingCheck() {}

    /** What does not fit, as a sentence that says what would be right; empty when all does. */
    static Optional<String> misfit(NetworkMapping mapping, NetworkOutline outline) {
        for (TensorInput input : mapping.inputs()) {
            Optional<DeclaredTensor> declared = named(outline.inputs(), input.tensor());
            if (declared.isEmpty()) {
                return Optional.of(
                        "The network has no input %s; it has %s.".formatted(input.tensor(), words(outline.inputs())));
            }
            int type = switch (input.type()) {
                case UINT8 -> DeclaredTensor.UINT8;
                case FLOAT32 -> DeclaredTensor.FLOAT32;
            };
            List<Integer> shape = new ArrayList<>(List.of(1));
            shape.addAll(input.shape());
            if (declared.get().type() != type || !declared.get().takes(shape)) {
                return Optional.of("Input %s was said to be %s %s; the network takes %s."
                        .formatted(
                                input.tensor(),
                                input.type().name().toLowerCase(Locale.ROOT),
                                shape,
                                declared.get().words()));
            }
        }
        List<String> mapped = mapping.inputs().stream().map(TensorInput::tensor).toList();
        Optional<DeclaredTensor> forgotten = outline.inputs().stream()
                .filter(input -> !mapped.contains(input.name()))
                .findFirst();
        if (forgotten.isPresent()) {
            return Optional.of("The network also takes %s, and nothing was said of where that comes from."
                    .formatted(words(List.of(forgotten.get()))));
        }
        return output(mapping, outline);
    }

    private static Optional<String> output(NetworkMapping mapping, NetworkOutline outline) {
        Optional<DeclaredTensor> declared = named(outline.outputs(), mapping.output());
        if (declared.isEmpty()) {
            return Optional.of(
                    "The network has no output %s; it has %s.".formatted(mapping.output(), words(outline.outputs())));
        }
        DeclaredTensor output = declared.get();
        List<Long> dimensions = output.dimensions();
        boolean wide = !dimensions.isEmpty()
                && (dimensions.getLast() == DeclaredTensor.ANY || dimensions.getLast() == mapping.actionWidth());
        if (output.type() != DeclaredTensor.FLOAT32 || !wide) {
            return Optional.of("Output %s is to be float32, actions of %d numbers one after the other; it is %s."
                    .formatted(mapping.output(), mapping.actionWidth(), output.words()));
        }
        List<Long> before = dimensions.subList(0, dimensions.size() - 1);
        if (before.stream().noneMatch(each -> each == DeclaredTensor.ANY)) {
            long rows =
                    before.stream().reduce(1L, (one, other) -> Math.min(1_000_000, one * Math.min(other, 1_000_000)));
            if (rows < mapping.horizon()) {
                return Optional.of("Output %s has %d actions; %d are to be carried out before it is asked again."
                        .formatted(mapping.output(), rows, mapping.horizon()));
            }
        }
        return Optional.empty();
    }

    private static Optional<DeclaredTensor> named(List<DeclaredTensor> tensors, String name) {
        return tensors.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** A stranger's names in a sentence of ours: bounded, and of what is seen. */
    private static String words(List<DeclaredTensor> tensors) {
        return tensors.isEmpty()
                ? "none"
                : tensors.stream()
                        .limit(8)
                        .map(each -> shown(each.name()) + " (" + each.words() + ")")
                        .collect(Collectors.joining(", "));
    }

    private static String shown(String name) {
        String plain = name.replaceAll("[^\\x21-\\x7e]", "?");
        return plain.length() <= 60 ? plain : plain.substring(0, 60) + "…";
    }
}
