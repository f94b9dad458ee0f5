package io.actionstream.model.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads the fields of one protobuf message, in order and without copying: {@link #next}, then the field's value or nothing. What is
 * not asked for is skipped.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">the encoding</a>
 */
final class ProtoReader {
    private static final int VARINT = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int LENGTH = 2;
    private static final int FOUR_BYTES = 5;
    private static final int MAX_VARINT_BYTES = 10;
    private static final int MAX_TEXT = 10_000;

    private final ByteBuffer bytes;
    private int field;
    private int wireType;
    private boolean unread;

    ProtoReader(ByteBuffer message) {
        bytes = message.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Goes to the next field; false at the message's end. */
    boolean next() throws MalformedOnnxException {
        if (unread) {
            skip();
        }
        if (!bytes.hasRemaining()) {
            return false;
        }
        long tag = varint();
        field = (int) (tag >>> 3);
        wireType = (int) (tag & 7);
        if (tag >>> 3 < 1 || tag >>> 3 > (1 << 29) - 1) {
            throw new MalformedOnnxException("a field has no number");
        }
        unread = true;
        return true;
    }

    /** The present field's number. */
    int field() {
        return field;
    }

    /** The value of the present field, a whole number. */
    long number() throws MalformedOnnxException {
        require(VARINT);
        return varint();
    }

    /** The value of the present field, a text. */
    String text() throws MalformedOnnxException {
        ByteBuffer content = content();
        if (content.remaining() > MAX_TEXT) {
            throw new MalformedOnnxException("a name has more than " + MAX_TEXT + " bytes");
        }
        return StandardCharsets.UTF_8.decode(content).toString();
    }

    /** The value of the present field, a message. */
    ProtoReader message() throws MalformedOnnxException {
        return new ProtoReader(content());
    }

    private ByteBuffer content() throws MalformedOnnxException {
        require(LENGTH);
        long length = varint();
        if (length < 0 || length > bytes.remaining()) {
            throw new MalformedOnnxException("it ends early: a field of " + Long.toUnsignedString(length) + " bytes, "
                    + bytes.remaining() + " are left");
        }
        ByteBuffer content = bytes.slice(bytes.position(), (int) length);
        bytes.position(bytes.position() + (int) length);
        return content;
    }

    private void require(int type) throws MalformedOnnxException {
        if (wireType != type) {
            throw new MalformedOnnxException("field " + field + " is of another type");
        }
        unread = false;
    }

    private void skip() throws MalformedOnnxException {
        unread = false;
        switch (wireType) {
            case VARINT -> varint();
            case EIGHT_BYTES -> skip(Long.BYTES);
            case LENGTH -> content();
            case FOUR_BYTES -> skip(Integer.BYTES);
            default -> throw new MalformedOnnxException("field " + field + " has the unknown type " + wireType);
        }
    }

    private void skip(int length) throws MalformedOnnxException {
        if (bytes.remaining() < length) {
            throw new MalformedOnnxException("it ends early, within a number");
        }
        bytes.position(bytes.position() + length);
    }

    private long varint() throws MalformedOnnxException {
        long value = 0;
        for (int i = 0; i < MAX_VARINT_BYTES; i++) {
            if (!bytes.hasRemaining()) {
                throw new MalformedOnnxException("it ends early, within a number");
            }
            byte next = bytes.get();
            value |= (long) (next & 0x7F) << 7 * i;
            if (next >= 0) {
                return value;
            }
        }
        throw new MalformedOnnxException("a number has more than " + MAX_VARINT_BYTES + " bytes");
    }
}
