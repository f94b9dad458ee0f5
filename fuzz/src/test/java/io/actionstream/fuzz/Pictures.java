package io.actionstream.fuzz;

import io.actionstream.media.jpeg.TestJpeg;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Small good pictures of every kind that a camera may send. */
final class Pictures {
    private static final int WIDTH = 67;
    private static final int HEIGHT = 43;
    private static final int[] YCBCR_420 = {0x22, 0x11, 0x11};
    private static final TestJpeg.Samples SLOPES = (component, x, y) -> {
        int noise = (x * 7919 + y * 104729 + component * 31) % 23;
        return Math.floorMod(x * (component + 2) + y * 3 + noise, 256);
    };

    private Pictures() {}

    /** The pictures by name. */
    static Map<String, byte[]> all() throws IOException {
        Map<String, byte[]> pictures = new LinkedHashMap<>();
        int[][] samplings = {
            {0x11, 0x11, 0x11},
            {0x21, 0x11, 0x11},
            {0x12, 0x11, 0x11},
            YCBCR_420,
            {0x41, 0x11, 0x11},
            {0x14, 0x11, 0x11},
            {0x42, 0x11, 0x11},
            {0x22, 0x21, 0x12},
            {0x11, 0x22, 0x22},
            {0x31, 0x11, 0x11},
            {0x11},
            {0x22},
            {0x11, 0x11, 0x11, 0x11},
            {0x22, 0x11, 0x11, 0x22}
        };
        for (int[] sampling : samplings) {
            StringBuilder name = new StringBuilder();
            for (int factors : sampling) {
                name.append('-').append(Integer.toHexString(factors));
            }
            int adobe = sampling.length == 4 ? TestJpeg.YCCK : 1;
            pictures.put("baseline" + name, jpeg(sampling).adobe(adobe).encode());
            pictures.put(
                    "extended" + name,
                    jpeg(sampling).frame(TestJpeg.EXTENDED).restartInterval(3).encode());
            pictures.put(
                    "progressive" + name,
                    jpeg(sampling).frame(TestJpeg.PROGRESSIVE).encode());
        }
        pictures.put("restarts", jpeg(YCBCR_420).restartInterval(1).encode());
        pictures.put("separate-scans", jpeg(YCBCR_420).separateScans().encode());
        pictures.put(
                "progressive-restarts",
                jpeg(YCBCR_420).frame(TestJpeg.PROGRESSIVE).restartInterval(5).encode());
        pictures.put("no-tables", jpeg(0x21, 0x11, 0x11).withoutHuffmanTables().encode());
        pictures.put(
                "rgb-adobe", jpeg(0x11, 0x11, 0x11).adobe(TestJpeg.NO_TRANSFORM).encode());
        pictures.put("rgb-ids", jpeg(0x11, 0x11, 0x11).ids("RGB").encode());
        pictures.put(
                "cmyk",
                jpeg(0x11, 0x11, 0x11, 0x11).adobe(TestJpeg.NO_TRANSFORM).encode());
        pictures.put("fine", jpeg(YCBCR_420).step(1).encode());
        pictures.put(
                "reduced", new TestJpeg(640, 480, SLOPES, YCBCR_420).step(60).encode());
        pictures.put("jdk", byTheJdk(BufferedImage.TYPE_INT_RGB, false));
        pictures.put("jdk-progressive", byTheJdk(BufferedImage.TYPE_INT_RGB, true));
        pictures.put("jdk-grey-progressive", byTheJdk(BufferedImage.TYPE_BYTE_GRAY, true));
        putPngs(pictures);
        return pictures;
    }

    private static void putPngs(Map<String, byte[]> pictures) {
        int[][] depths = {{1, 2, 4, 8, 16}, {}, {8, 16}, {1, 2, 4, 8}, {8, 16}, {}, {8, 16}};
        for (int type = 0; type < depths.length; type++) {
            for (int depth : depths[type]) {
                String name = "png-" + type + "-" + depth;
                pictures.put(name, new TestPng(23, 17, type, depth).encode());
                pictures.put(
                        name + "-interlaced",
                        new TestPng(23, 17, type, depth).interlaced().encode());
                pictures.put(
                        name + "-animated",
                        new TestPng(23, 17, type, depth).frames(2).encode());
                if (type < 4) {
                    pictures.put(
                            name + "-transparent",
                            new TestPng(23, 17, type, depth).transparent().encode());
                }
            }
        }
    }

    private static TestJpeg jpeg(int... factors) {
        return new TestJpeg(WIDTH, HEIGHT, SLOPES, factors);
    }

    private static byte[] byTheJdk(int type, boolean progressive) throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, type);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                image.setRGB(x, y, SLOPES.at(0, x, y) << 16 | SLOPES.at(1, x, y) << 8 | SLOPES.at(2, x, y));
            }
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam settings = writer.getDefaultWriteParam();
            settings.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), settings);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
