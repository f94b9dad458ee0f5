package io.actionstream.model.avx512;

import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The numbers that do not change while clips are worked on: weights, in the order in which they are read. */
final class Constants {
    private final Region region = new Region(Base.CONSTANTS);
    private final List<Consumer<Pointer>> copies = new ArrayList<>();

    /** Numbers that never change. */
    Place add(float... values) {
        return add(() -> values);
    }

    /**
     * Numbers that {@link #write} computes.
     *
     * @param values gives as many of them each time
     */
    Place add(Supplier<float[]> values) {
        Place place = region.take((long) values.get().length * Float.BYTES);
        copies.add(memory -> {
            float[] now = values.get();
            memory.write(place.bytes(), now, 0, now.length);
        });
        return place;
    }

    /** The same of int16. */
    Place addShorts(Supplier<short[]> values) {
        Place place = region.take((long) values.get().length * Short.BYTES);
        copies.add(memory -> {
            short[] now = values.get();
            memory.write(place.bytes(), now, 0, now.length);
        });
        return place;
    }

    /** Room for numbers that are written by their place. */
    Place room(int floats) {
        return region.take((long) floats * Float.BYTES);
    }

    /** Memory for all of them. */
    NativeBlock newMemory() {
        return new NativeBlock(region.bytes());
    }

    /** Computes all of them, on as many threads as there are cores, and copies them to memory. */
    void write(NativeBlock memory) {
        copies.parallelStream().forEach(copy -> copy.accept(memory.pointer()));
    }
}
