package dev.parley.contracts.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The two encodings of the one contract. Which one a connection speaks is agreed by its WebSocket subprotocol: binary
 * frames carry protobuf, text frames its canonical JSON, for labs behind proxies and for people who read along. Unknown
 * fields are ignored in both, so that a newer peer can add fields. Thread-safe.
 */
public enum WireEncoding {
    BINARY("parley.station.v1+proto"),
    JSON("parley.station.v1+json");

    private static final JsonFormat.Printer PRINTER = JsonFormat.printer().omittingInsignificantWhitespace();
    private static final JsonFormat.Parser PARSER = JsonFormat.parser().ignoringUnknownFields();

    private final String subprotocol;

    WireEncoding(String subprotocol) {
        this.subprotocol = subprotocol;
    }

    /** The name in {@code Sec-WebSocket-Protocol}. */
    public String subprotocol() {
        return subprotocol;
    }

    public static Optional<WireEncoding> ofSubprotocol(String subprotocol) {
        return Arrays.stream(values())
                .filter(encoding -> encoding.subprotocol.equals(subprotocol))
                .findFirst();
    }

    /** Every subprotocol, the preferred one first. */
    public static List<String> subprotocols() {
        return Arrays.stream(values()).map(WireEncoding::subprotocol).toList();
    }

    /** The frame's bytes; for {@link #JSON} these are UTF-8 and go into a text frame. */
    public byte[] encode(Message message) {
        return switch (this) {
            case BINARY -> message.toByteArray();
            case JSON -> {
                try {
                    yield PRINTER.print(message).getBytes(StandardCharsets.UTF_8);
                } catch (InvalidProtocolBufferException e) {
                    throw new IllegalArgumentException("a message of this protocol holds no Any and always prints", e);
                }
            }
        };
    }

    /**
     * Reads one message.
     *
     * @param builder an empty builder of the expected type; it is filled
     * @return {@code builder}
     */
    public <B extends Message.Builder> B decode(byte[] frame, B builder) throws MalformedFrameException {
        String expected = builder.getDescriptorForType().getFullName();
        try {
            switch (this) {
                case BINARY -> builder.mergeFrom(frame);
                case JSON -> PARSER.merge(new String(frame, StandardCharsets.UTF_8), builder);
            }
            return builder;
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedFrameException(
                    "the frame is not a " + expected + " in " + subprotocol + ": " + e.getMessage());
        }
    }
}
