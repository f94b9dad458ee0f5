package io.actionstream.model.frame;

import static io.actionstream.model.image.ImageBytes.uint16;
import static io.actionstream.model.image.ImageBytes.uint8;

import io.actionstream.model.avx512.JpegLayout;
import io.actionstream.model.image.ImageInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the headers of a baseline JPEG say (ITU-T T.81, annex B): one with eight bits a sample whose only scan has
 * brightness and two colours, and those at most halved.
 */
final class BaselineHeader implements JpegHeaders.Segments {
    private static final int COMPONENTS = JpegLayout.COMPONENTS;
    private static final int FRAME_BYTES = 6 + 3 * COMPONENTS;
    private static final int SCAN_BYTES = 1 + 2 * COMPONENTS + 3;

    private final byte[] image;
    private final BaselineTables tables;
    private final List<Component> components = new ArrayList<>();
    private int width;
    private int height;
    private int restartInterval;
    private int scanData;
    private boolean other;

    /** A component: its identifier, its blocks in a unit, and its table of quantisation. */
    private record Component(int id, int horizontal, int vertical, int quantisation) {}

    /** Which tables have the codes of a component. */
    private final List<Integer> selectors = new ArrayList<>();

    BaselineHeader(byte[] image) {
        this.image = image;
        this.tables = new BaselineTables(image);
        boolean whole = JpegHeaders.walk(image, this) instanceof ImageInfo;
        other |= !whole || !isComplete();
    }

    /** Whether the image is a baseline JPEG, with all that its scan needs; nothing else is to be asked of it when not. */
    boolean isBaseline() {
        return !other;
    }

    @Override
    public void accept(int marker, int from, int to) {
        other |= !switch (marker) {
            case JpegMarkers.QUANTISATION_TABLES -> tables.readSteps(from, to);
            case JpegMarkers.HUFFMAN_TABLES -> tables.readSymbols(from, to);
            case JpegMarkers.BASELINE_FRAME, JpegMarkers.EXTENDED_FRAME -> readFrame(from, to);
            case JpegMarkers.RESTART_INTERVAL -> readRestartInterval(from, to);
            case JpegMarkers.ADOBE -> isYCbCr(from, to);
            case JpegMarkers.START_OF_SCAN -> readScan(from, to);
            default -> !JpegMarkers.isFrameHeader(marker);
        };
    }

    private boolean readRestartInterval(int from, int to) {
        if (to - from != Short.BYTES) {
            return false;
        }
        restartInterval = uint16(image, from);
        return true;
    }

    private boolean readFrame(int from, int to) {
        if (to - from != FRAME_BYTES || uint8(image, from) != Byte.SIZE || uint8(image, from + 5) != COMPONENTS) {
            return false;
        }
        height = uint16(image, from + 1);
        width = uint16(image, from + 3);
        for (int at = from + 6; at < to; at += 3) {
            int sampling = uint8(image, at + 1);
            components.add(new Component(uint8(image, at), sampling >> 4, sampling & 0x0F, uint8(image, at + 2)));
        }
        return true;
    }

    /** Adobe's segment says whether there is a colour transform, and which. */
    private boolean isYCbCr(int from, int to) {
        byte[] name = {'A', 'd', 'o', 'b', 'e'};
        int transform = from + name.length + 6;
        boolean says = transform < to && Arrays.equals(name, 0, name.length, image, from, from + name.length);
        return !says || uint8(image, transform) == 1;
    }

    private boolean readScan(int from, int to) {
        boolean whole = to - from == SCAN_BYTES && uint8(image, from) == COMPONENTS && components.size() == COMPONENTS;
        if (!whole
                || uint8(image, to - 3) != 0
                || uint8(image, to - 2) != JpegLayout.COEFFICIENTS - 1
                || uint8(image, to - 1) != 0) {
            return false;
        }
        boolean inOrder = true;
        for (int i = 0; i < COMPONENTS; i++) {
            inOrder &= uint8(image, from + 1 + 2 * i) == components.get(i).id;
            selectors.add(uint8(image, from + 2 + 2 * i));
        }
        scanData = to;
        return inOrder;
    }

    private boolean isComplete() {
        if (other || selectors.size() != COMPONENTS) {
            return false;
        }
        boolean rgb = components.get(0).id == 'R' && components.get(1).id == 'G' && components.get(2).id == 'B';
        Component first = components.get(0);
        boolean complete = !rgb && isOneOrTwo(first.horizontal) && isOneOrTwo(first.vertical);
        for (int i = 0; i < COMPONENTS; i++) {
            Component component = components.get(i);
            complete &= i == 0 || component.horizontal == 1 && component.vertical == 1;
            complete &= tables.hasSteps(component.quantisation);
            complete &= tables.hasDifferences(differences(i));
            complete &= tables.hasCoefficients(coefficients(i));
        }
        return complete;
    }

    private static boolean isOneOrTwo(int number) {
        return number == 1 || number == 2;
    }

    private int differences(int component) {
        return selectors.get(component) >> 4;
    }

    private int coefficients(int component) {
        return selectors.get(component) & 0x0F;
    }

    /** How the blocks lie. */
    JpegLayout layout(int reduction) {
        List<JpegLayout.Component> parts = new ArrayList<>();
        for (int i = 0; i < COMPONENTS; i++) {
            Component component = components.get(i);
            parts.add(new JpegLayout.Component(
                    component.horizontal, component.vertical, differences(i), coefficients(i)));
        }
        int across = ceil(width, JpegLayout.BLOCK * components.get(0).horizontal);
        int down = ceil(height, JpegLayout.BLOCK * components.get(0).vertical);
        return new JpegLayout(JpegLayout.BLOCK / reduction, across, down, parts);
    }

    /** Columns of a component's plane, in pixels. */
    int width(int component, int reduction) {
        int whole = ceil(width, reduction);
        return component == 0 ? whole : ceil(whole, components.get(0).horizontal);
    }

    /** Rows of a component's plane, in pixels. */
    int height(int component, int reduction) {
        int whole = ceil(height, reduction);
        return component == 0 ? whole : ceil(whole, components.get(0).vertical);
    }

    private static int ceil(int number, int divisor) {
        return (number + divisor - 1) / divisor;
    }

    /** A component's steps of quantisation, in zigzag order. */
    int[] steps(int component) {
        return tables.steps(components.get(component).quantisation);
    }

    BaselineTables tables() {
        return tables;
    }

    /** Minimum coded units between restart markers, or 0. */
    int restartInterval() {
        return restartInterval;
    }

    /** Where the scan's data start. */
    int scanData() {
        return scanData;
    }
}
