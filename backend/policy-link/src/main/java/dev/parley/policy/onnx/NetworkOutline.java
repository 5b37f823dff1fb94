package dev.parley.policy.onnx;

import java.util.List;

/**
 * What a network says of itself.
 *
 * @param irVersion of the format
 * @param opset version of ONNX's own operators
 * @param inputs that have to be given; without the weights, which older files list among them
 * @param operators how many, those of its branches and loops included
 */
public record NetworkOutline(
        long irVersion, long opset, List<DeclaredTensor> inputs, List<DeclaredTensor> outputs, int operators) {
    public NetworkOutline {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }
}
