package dev.parley.policy.onnx;

/** A file that is no network that may run here. The message says in one sentence what is wrong; its uploader may read it. */
public final class OutlineFault extends Exception {
    private static final long serialVersionUID = 1L;

    OutlineFault(String message) {
        super(message);
    }
}
