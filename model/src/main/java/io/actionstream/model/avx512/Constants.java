package io.actionstream.model.avx512;

import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** Collects the numbers that never change, then copies them to memory. */
final class Constants {
    private final Region region = new Region(Base.CONSTANTS);
    private final List<BiConsumer<Pointer, Long>> copies = new ArrayList<>();

    Place add(float... values) {
        Place place = region.take((long) values.length * Float.BYTES);
        copies.add((memory, unused) -> memory.write(place.bytes(), values, 0, values.length));
        return place;
    }

    Place add(short... values) {
        Place place = region.take((long) values.length * Short.BYTES);
        copies.add((memory, unused) -> memory.write(place.bytes(), values, 0, values.length));
        return place;
    }

    NativeBlock toMemory() {
        NativeBlock block = new NativeBlock(region.bytes());
        copies.forEach(copy -> copy.accept(block.pointer(), 0L));
        return block;
    }
}
