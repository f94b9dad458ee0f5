package io.actionstream.media.jpeg;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.plugins.jpeg.JPEGHuffmanTable;

/**
 * Writes JPEGs of kinds that the JDK's writer has no setting for: baseline, extended sequential and progressive ones with
 * any number of components and any sampling factors. It is slow and compresses badly.
 *
 * @see <a href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU-T T.81</a>
 */
public final class TestJpeg {
    public static final int BASELINE = 0xC0;
    public static final int EXTENDED = 0xC1;
    public static final int PROGRESSIVE = 0xC2;

    /** Numbers of the Adobe segment's colour transforms. */
    public static final int NO_TRANSFORM = 0;

    public static final int YCCK = 2;

    private static final int[] ZIGZAG = {
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14,
        21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60,
        61, 54, 47, 55, 62, 63
    };
    private static final List<JPEGHuffmanTable> DC =
            List.of(JPEGHuffmanTable.StdDCLuminance, JPEGHuffmanTable.StdDCChrominance);
    private static final List<JPEGHuffmanTable> AC =
            List.of(JPEGHuffmanTable.StdACLuminance, JPEGHuffmanTable.StdACChrominance);

    /** The picture to encode. */
    @FunctionalInterface
    public interface Samples {

        /** A sample from 0 to 255 at a place of a component, in the component's own resolution. */
        int at(int component, int x, int y);
    }

    private final int width;
    private final int height;
    private final Samples samples;
    private final int[] factors;
    private int frame = BASELINE;
    private int[] steps = uniform(8);
    private int restartInterval;
    private boolean huffmanTables = true;
    private boolean separateScans;
    private int adobe = -1;
    private String ids = "\1\2\3\4";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private Component[] components;
    private int bits;
    private int bitCount;

    /**
     * Begins a baseline JPEG.
     *
     * @param factors a component's horizontal and vertical sampling factor as two hexadecimal digits, such as 0x22
     */
    public TestJpeg(int width, int height, Samples samples, int... factors) {
        this.width = width;
        this.height = height;
        this.samples = samples;
        this.factors = factors;
    }

    /** Sets the kind of frame: {@link #BASELINE}, {@link #EXTENDED} or {@link #PROGRESSIVE}. */
    public TestJpeg frame(int marker) {
        this.frame = marker;
        return this;
    }

    /** Sets the step of quantisation, from 1 to 255. */
    public TestJpeg step(int quantum) {
        return steps(uniform(quantum));
    }

    /** Sets the 64 steps of quantisation, in zigzag order; with any above 255 the table has 16 bits. */
    public TestJpeg steps(int... quanta) {
        this.steps = quanta;
        return this;
    }

    private static int[] uniform(int quantum) {
        return IntStream.generate(() -> quantum).limit(64).toArray();
    }

    /** Sets how many MCUs lie between two restart markers. */
    public TestJpeg restartInterval(int mcus) {
        this.restartInterval = mcus;
        return this;
    }

    /** Leaves out the Huffman tables, as MJPEG does; they are the standard ones. */
    public TestJpeg withoutHuffmanTables() {
        this.huffmanTables = false;
        return this;
    }

    /** Writes a scan for each component. */
    public TestJpeg separateScans() {
        this.separateScans = true;
        return this;
    }

    /** Adds an Adobe segment with a colour transform. */
    public TestJpeg adobe(int transform) {
        this.adobe = transform;
        return this;
    }

    /** Sets the components' identifiers, such as {@code RGB}. */
    public TestJpeg ids(String characters) {
        this.ids = characters;
        return this;
    }

    /** The file. */
    public byte[] encode() {
        out.reset();
        int mostH = IntStream.of(factors).map(factor -> factor >> 4).max().orElseThrow();
        int mostV = IntStream.of(factors).map(factor -> factor & 15).max().orElseThrow();
        int mcusAcross = ceil(width, 8 * mostH);
        int mcusDown = ceil(height, 8 * mostV);
        components = IntStream.range(0, factors.length)
                .mapToObj(c -> new Component(c, mostH, mostV, mcusAcross, mcusDown))
                .toArray(Component[]::new);
        marker(0xD8);
        writeTables();
        writeFrameHeader();
        int[] all = IntStream.range(0, factors.length).toArray();
        if (frame == PROGRESSIVE) {
            writeProgressiveScans(all);
        } else if (separateScans) {
            IntStream.of(all).forEach(c -> scan(new int[] {c}, 0, 63, 0, 0));
        } else {
            scan(all, 0, 63, 0, 0);
        }
        marker(0xD9);
        return out.toByteArray();
    }

    /**
     * A component as it is to be decoded, by the definition of the transform (T.81, A.3.3) of the lowest coefficients, not
     * rounded. To be asked for after {@link #encode}.
     *
     * @param points pixels across and down that become of a block
     * @return rows of pixels, those of whole blocks
     */
    public double[][] decoded(int component, int points) {
        return components[component].decoded(points);
    }

    private void writeTables() {
        if (adobe >= 0) {
            segment(0xEE, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, adobe);
        }
        writeSteps();
        if (huffmanTables) {
            for (int table = 0; table < 2; table++) {
                writeHuffmanTable(table, DC.get(table));
                writeHuffmanTable(0x10 | table, AC.get(table));
            }
        }
        if (restartInterval > 0) {
            segment(0xDD, restartInterval >> 8, restartInterval & 0xFF);
        }
    }

    private void writeSteps() {
        boolean wide = IntStream.of(steps).max().orElseThrow() > 255;
        IntStream values =
                IntStream.of(steps).flatMap(step -> wide ? IntStream.of(step >> 8, step & 0xFF) : IntStream.of(step));
        segment(0xDB, IntStream.concat(IntStream.of(wide ? 0x10 : 0), values).toArray());
    }

    private void writeHuffmanTable(int place, JPEGHuffmanTable table) {
        IntStream.Builder content = IntStream.builder().add(place);
        for (int length = 0; length < 16; length++) {
            content.add(length < table.getLengths().length ? table.getLengths()[length] : 0);
        }
        for (short value : table.getValues()) {
            content.add(value);
        }
        segment(0xC4, content.build().toArray());
    }

    private void writeFrameHeader() {
        IntStream.Builder header = IntStream.builder();
        IntStream.of(8, height >> 8, height & 0xFF, width >> 8, width & 0xFF, factors.length)
                .forEach(header::add);
        for (int c = 0; c < factors.length; c++) {
            IntStream.of(ids.charAt(c), factors[c], 0).forEach(header::add);
        }
        segment(frame, header.build().toArray());
    }

    /** Writes spectral selection and successive approximation, each coefficient in two or three scans. */
    private void writeProgressiveScans(int[] all) {
        scan(all, 0, 0, 0, 1);
        IntStream.of(all).forEach(c -> scan(new int[] {c}, 1, 5, 0, 2));
        IntStream.of(all).forEach(c -> scan(new int[] {c}, 6, 63, 0, 2));
        IntStream.of(all).forEach(c -> scan(new int[] {c}, 1, 63, 2, 1));
        scan(all, 0, 0, 1, 0);
        IntStream.of(all).forEach(c -> scan(new int[] {c}, 1, 63, 1, 0));
    }

    private void scan(int[] chosen, int first, int last, int high, int low) {
        IntStream.Builder header = IntStream.builder().add(chosen.length);
        for (int c : chosen) {
            int table = Math.min(c, 1);
            header.add(ids.charAt(c)).add(table << 4 | table);
        }
        header.add(first).add(last).add(high << 4 | low);
        segment(0xDA, header.build().toArray());
        List<int[]> mcus = chosen.length == 1 ? components[chosen[0]].ownBlocks() : interleaved(chosen);
        int[] predictions = new int[factors.length];
        for (int mcu = 0; mcu < mcus.size(); mcu++) {
            if (restartInterval > 0 && mcu > 0 && mcu % restartInterval == 0) {
                flush();
                marker(0xD0 + (mcu / restartInterval - 1) % 8);
                predictions = new int[factors.length];
            }
            int[] places = mcus.get(mcu);
            for (int i = 0; i < places.length; i += 2) {
                int c = places[i];
                int[] block = components[c].blocks[places[i + 1]];
                if (first == 0) {
                    writeDc(c, block[0], predictions, high, low);
                }
                if (last > 0 && high == 0) {
                    writeAc(Math.min(c, 1), block, Math.max(1, first), last, low);
                } else if (last > 0) {
                    refineAc(Math.min(c, 1), block, first, last, low);
                }
            }
        }
        flush();
    }

    /** Pairs of component and block of each MCU. */
    private List<int[]> interleaved(int[] chosen) {
        List<int[]> mcus = new ArrayList<>();
        Component any = components[0];
        for (int mcu = 0; mcu < any.blocks.length / (any.h * any.v); mcu++) {
            IntStream.Builder places = IntStream.builder();
            for (int c : chosen) {
                Component component = components[c];
                int across = component.across / component.h;
                for (int y = mcu / across * component.v; y < (mcu / across + 1) * component.v; y++) {
                    for (int x = mcu % across * component.h; x < (mcu % across + 1) * component.h; x++) {
                        places.add(c).add(y * component.across + x);
                    }
                }
            }
            mcus.add(places.build().toArray());
        }
        return mcus;
    }

    private void writeDc(int component, int value, int[] predictions, int high, int low) {
        if (high > 0) {
            put(value >> low & 1, 1);
            return;
        }
        int shifted = value >> low;
        int difference = shifted - predictions[component];
        predictions[component] = shifted;
        int size = size(difference);
        put(DC.get(Math.min(component, 1)), size);
        putValue(difference, size);
    }

    private void writeAc(int table, int[] block, int first, int last, int low) {
        int run = 0;
        for (int k = first; k <= last; k++) {
            int value = block[k] < 0 ? -(-block[k] >> low) : block[k] >> low;
            if (value == 0) {
                run++;
                continue;
            }
            for (; run > 15; run -= 16) {
                put(AC.get(table), 0xF0);
            }
            int size = size(value);
            put(AC.get(table), run << 4 | size);
            putValue(value, size);
            run = 0;
        }
        if (run > 0) {
            put(AC.get(table), 0);
        }
    }

    /** Writes a further bit of coefficients, each block with an end of its own (T.81, G.1.2.3). */
    private void refineAc(int table, int[] block, int first, int last, int low) {
        int lastNew = IntStream.rangeClosed(first, last)
                .filter(k -> Math.abs(block[k]) >> low == 1)
                .max()
                .orElse(-1);
        int run = 0;
        List<Integer> corrections = new ArrayList<>();
        for (int k = first; k <= last; k++) {
            int size = Math.abs(block[k]) >> low;
            if (size == 0) {
                run++;
                continue;
            }
            while (run > 15 && k <= lastNew) {
                put(AC.get(table), 0xF0);
                run -= 16;
                putAll(corrections);
            }
            if (size > 1) {
                corrections.add(size & 1);
            } else {
                put(AC.get(table), run << 4 | 1);
                put(block[k] < 0 ? 0 : 1, 1);
                putAll(corrections);
                run = 0;
            }
        }
        if (run > 0 || !corrections.isEmpty()) {
            put(AC.get(table), 0);
            putAll(corrections);
        }
    }

    private void putAll(List<Integer> corrections) {
        corrections.forEach(bit -> put(bit, 1));
        corrections.clear();
    }

    private static int size(int value) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(Math.abs(value));
    }

    private void putValue(int value, int size) {
        put(value < 0 ? value + (1 << size) - 1 : value, size);
    }

    private void put(JPEGHuffmanTable table, int symbol) {
        int code = 0;
        int at = 0;
        for (int length = 1; length <= table.getLengths().length; length++) {
            for (int i = 0; i < table.getLengths()[length - 1]; i++) {
                if (table.getValues()[at++] == symbol) {
                    put(code, length);
                    return;
                }
                code++;
            }
            code <<= 1;
        }
        throw new IllegalArgumentException("the standard tables have no symbol " + symbol);
    }

    private void put(int value, int count) {
        for (int i = count - 1; i >= 0; i--) {
            bits = bits << 1 | value >> i & 1;
            if (++bitCount == 8) {
                out.write(bits);
                if ((bits & 0xFF) == 0xFF) {
                    out.write(0);
                }
                bits = 0;
                bitCount = 0;
            }
        }
    }

    private void flush() {
        while (bitCount > 0) {
            put(1, 1);
        }
    }

    private void marker(int code) {
        out.write(0xFF);
        out.write(code);
    }

    private void segment(int code, int... content) {
        marker(code);
        out.write(content.length + 2 >> 8);
        out.write(content.length + 2);
        IntStream.of(content).forEach(out::write);
    }

    private static int ceil(int dividend, int divisor) {
        return (dividend + divisor - 1) / divisor;
    }

    /** A component's quantised coefficients, in zigzag order, and how its blocks lie. */
    private final class Component {
        final int index;
        final int h;
        final int v;
        final int across;
        final int ownAcross;
        final int ownDown;
        final int[][] blocks;

        Component(int index, int mostH, int mostV, int mcusAcross, int mcusDown) {
            this.index = index;
            this.h = factors[index] >> 4;
            this.v = factors[index] & 15;
            this.across = mcusAcross * h;
            this.ownAcross = ceil(ceil(width * h, mostH), 8);
            this.ownDown = ceil(ceil(height * v, mostV), 8);
            this.blocks = IntStream.range(0, across * mcusDown * v)
                    .mapToObj(block -> transformed(block % across * 8, block / across * 8))
                    .toArray(int[][]::new);
        }

        /** The blocks of a scan that has no other component: those that the picture reaches. */
        List<int[]> ownBlocks() {
            return IntStream.range(0, ownAcross * ownDown)
                    .mapToObj(block -> new int[] {index, block / ownAcross * across + block % ownAcross})
                    .toList();
        }

        double[][] decoded(int points) {
            double[][] cosines = cosines(points);
            double[][] pixels = new double[blocks.length / across * points][across * points];
            for (int block = 0; block < blocks.length; block++) {
                for (int i = 0; i < points * points; i++) {
                    double sum = 0;
                    for (int k = 0; k < 64; k++) {
                        int v = ZIGZAG[k] / 8;
                        int u = ZIGZAG[k] % 8;
                        if (v < points && u < points && blocks[block][k] != 0) {
                            sum += blocks[block][k] * steps[k] * cosines[v][i / points] * cosines[u][i % points];
                        }
                    }
                    pixels[block / across * points + i / points][block % across * points + i % points] =
                            Math.min(Math.max(sum / 4 + 128, 0), 255);
                }
            }
            return pixels;
        }

        /** The cosine transform by its definition (T.81, A.3.3), of the rows and then of the columns. */
        private int[] transformed(int left, int top) {
            double[] rows = new double[64];
            for (int i = 0; i < 64; i++) {
                for (int x = 0; x < 8; x++) {
                    rows[i] += (samples.at(index, left + x, top + i / 8) - 128) * COSINES[i % 8][x];
                }
            }
            int[] quantised = new int[64];
            for (int k = 0; k < 64; k++) {
                double sum = 0;
                for (int y = 0; y < 8; y++) {
                    sum += rows[8 * y + ZIGZAG[k] % 8] * COSINES[ZIGZAG[k] / 8][y];
                }
                quantised[k] = (int) Math.round(sum / 4 / steps[k]);
            }
            return quantised;
        }
    }

    private static final double[][] COSINES = cosines(8);

    private static double[][] cosines(int points) {
        double[][] cosines = new double[points][points];
        for (int frequency = 0; frequency < points; frequency++) {
            for (int place = 0; place < points; place++) {
                cosines[frequency][place] = cosine(points, frequency, place);
            }
        }
        return cosines;
    }

    private static double cosine(int points, int frequency, int place) {
        double factor = frequency == 0 ? Math.sqrt(0.5) : 1;
        return factor * Math.cos((2 * place + 1) * frequency * Math.PI / (2 * points));
    }
}
