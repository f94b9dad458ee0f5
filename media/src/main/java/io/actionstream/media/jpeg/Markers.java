package io.actionstream.media.jpeg;

/** The second bytes of JPEG's markers (ITU-T T.81, table B.1). */
final class Markers {
    static final int PREFIX = 0xFF;
    static final int TEMPORARY = 0x01;
    static final int BASELINE_FRAME = 0xC0;
    static final int EXTENDED_FRAME = 0xC1;
    static final int PROGRESSIVE_FRAME = 0xC2;
    static final int HUFFMAN_TABLES = 0xC4;
    static final int JPEG_EXTENSION = 0xC8;
    static final int ARITHMETIC_CONDITIONING = 0xCC;
    static final int LAST_FRAME = 0xCF;
    static final int FIRST_RESTART = 0xD0;
    static final int LAST_RESTART = 0xD7;
    static final int START_OF_IMAGE = 0xD8;
    static final int END_OF_IMAGE = 0xD9;
    static final int START_OF_SCAN = 0xDA;
    static final int QUANTISATION_TABLES = 0xDB;
    static final int NUMBER_OF_LINES = 0xDC;
    static final int RESTART_INTERVAL = 0xDD;
    static final int FIRST_APPLICATION = 0xE0;
    /** The application segment that Adobe uses. */
    static final int ADOBE = 0xEE;

    static final int LAST_APPLICATION = 0xEF;
    static final int COMMENT = 0xFE;

    private Markers() {}

    /** True for SOF0 to SOF15, without DHT, JPG and DAC, which share their range. */
    static boolean isFrame(int marker) {
        return marker >= BASELINE_FRAME
                && marker <= LAST_FRAME
                && marker != HUFFMAN_TABLES
                && marker != JPEG_EXTENSION
                && marker != ARITHMETIC_CONDITIONING;
    }

    /** True for segments that a decoder has no need of. */
    static boolean isApplicationOrComment(int marker) {
        return marker >= FIRST_APPLICATION && marker <= LAST_APPLICATION || marker == COMMENT;
    }

    /** True for markers that no segment follows, other than the start and the end of an image. */
    static boolean standsAlone(int marker) {
        return marker == TEMPORARY || marker >= FIRST_RESTART && marker <= LAST_RESTART;
    }

    /** True for markers that segments of images begin with. */
    static boolean beginsSegment(int marker) {
        return marker >= BASELINE_FRAME && marker <= LAST_FRAME && marker != JPEG_EXTENSION
                || marker >= START_OF_SCAN && marker <= RESTART_INTERVAL
                || isApplicationOrComment(marker);
    }
}
