package io.actionstream.model.frame;

/** The second bytes of JPEG's markers (ITU-T T.81, table B.1). */
final class JpegMarkers {
    static final int TEMPORARY = 0x01;
    static final int BASELINE_FRAME = 0xC0;
    static final int EXTENDED_FRAME = 0xC1;
    static final int HUFFMAN_TABLES = 0xC4;
    static final int FIRST_RESTART = 0xD0;
    static final int RESTARTS = 8;
    static final int END_OF_IMAGE = 0xD9;
    static final int START_OF_SCAN = 0xDA;
    static final int QUANTISATION_TABLES = 0xDB;
    static final int RESTART_INTERVAL = 0xDD;
    /** The application segment that Adobe uses. */
    static final int ADOBE = 0xEE;

    private JpegMarkers() {}

    /** SOF0 to SOF15, without DHT, JPG and DAC, which share their range. */
    static boolean isFrameHeader(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != HUFFMAN_TABLES && marker != 0xC8 && marker != 0xCC;
    }
}
