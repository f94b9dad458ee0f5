package io.actionstream.model.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.actionstream.model.clip.ClipSpec;
import java.nio.ByteBuffer;
import java.util.List;

/** Brings clips to a device. It keeps its memory from batch to batch; for one thread at a time. */
public final class ClipBatch {
    private ByteBuffer pixels = ByteBuffer.allocateDirect(0);

    /**
     * Copies clips into one array, which is valid until the next call.
     *
     * @param manager owns the array and decides on the device
     * @param clips each (frames, height, width, RGB) as uint8
     * @return (clips, frames, height, width, RGB), uint8
     */
    public NDArray toDevice(NDManager manager, List<byte[]> clips, ClipSpec spec) {
        int needed = Math.multiplyExact(spec.clipBytes(), clips.size());
        if (pixels.capacity() < needed) {
            pixels = ByteBuffer.allocateDirect(needed);
        }
        pixels.clear().limit(needed);
        for (byte[] clip : clips) {
            spec.check(clip);
            pixels.put(clip);
        }
        Shape shape = new Shape(clips.size(), spec.frames(), spec.height(), spec.width(), ClipSpec.CHANNELS);
        return manager.create(pixels.rewind(), shape, DataType.UINT8);
    }
}
