package io.actionstream.media.image;

/** The meaning of the planes of a picture. */
public enum Colours {
    /** Brightness alone. */
    GREY,
    /** Red, green and blue. */
    RGB,
    /** Brightness and two colour differences, full range, BT.601 (JFIF). */
    YCBCR,
    /** Cyan, magenta, yellow and black, stored inverted as Adobe does: 255 is no ink. */
    CMYK,
    /** The same with the first three as YCbCr. */
    YCCK
}
