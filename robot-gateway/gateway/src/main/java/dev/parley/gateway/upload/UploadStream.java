package dev.parley.gateway.upload;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A request's body, handed from the event loop to the thread that writes it, a few buffers ahead at most: when the disk is
 * slower than the network the connection is paused, and memory stays bounded.
 */
final class UploadStream {
    /** Buffers that may be under way to the reader: each one that is read makes room for the next. */
    private static final int AHEAD = 8;

    private final HttpServerRequest request;
    private final BlockingQueue<Part> parts = new ArrayBlockingQueue<>(1024);
    private final long mostBytes;
    private final long deadlineNs;

    private sealed interface Part {}

    private record Bytes(byte[] bytes) implements Part {}

    private record End() implements Part {}

    private record Broken(String why) implements Part {}

    /** The request is paused from now on until somebody reads. */
    UploadStream(HttpServerRequest request, long offset, long length, Duration longest) {
        this.request = request;
        mostBytes = length - offset;
        deadlineNs = System.nanoTime() + longest.toNanos();
        request.pause();
        request.handler(this::arrived);
        request.endHandler(end -> add(new End()));
        request.exceptionHandler(failure -> add(new Broken(String.valueOf(failure.getMessage()))));
    }

    private void arrived(Buffer buffer) {
        add(new Bytes(buffer.getBytes()));
    }

    private void add(Part part) {
        if (!parts.offer(part)) {
            request.connection().close();
        }
    }

    /** Takes the parts as they come. */
    interface Sink {
        void write(byte[] bytes) throws IOException;
    }

    /**
     * Reads to the end on the calling thread.
     *
     * @throws IOException if the connection broke; what was written stays
     */
    void readInto(Sink sink) throws IOException {
        long read = 0;
        goOn();
        while (true) {
            Part part = next();
            switch (part) {
                case Bytes(byte[] bytes) -> {
                    read += bytes.length;
                    if (read > mostBytes) {
                        throw new ParleyException(
                                ErrorCode.UPLOAD_MISMATCH, "more bytes came than Upload-Length announces");
                    }
                    sink.write(bytes);
                    if (parts.size() < AHEAD / 2) {
                        goOn();
                    }
                }
                case End() -> {
                    return;
                }
                case Broken(String why) -> throw new IOException("the upload broke off: " + why);
            }
        }
    }

    // A request over HTTP/2 may have come whole before anybody asked for it, and then refuses to be resumed.
    private void goOn() {
        if (!request.isEnded()) {
            request.resume();
        }
    }

    private Part next() throws IOException {
        try {
            long left = deadlineNs - System.nanoTime();
            return Optional.ofNullable(parts.poll(Math.max(0, left), TimeUnit.NANOSECONDS))
                    .orElseThrow(() -> new IOException("the upload took longer than one request may"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the gateway ends", e);
        }
    }
}
