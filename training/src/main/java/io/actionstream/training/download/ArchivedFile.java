package io.actionstream.training.download;

/**
 * A file in a zip, as the central directory says.
 *
 * @param name its path in the archive; not to be trusted
 * @param method 0 for stored, 8 for deflated
 * @param crc CRC-32 of the file
 * @param compressedSize bytes in the archive
 * @param size bytes of the file
 * @param offset of its local header
 * @param span bytes from there to what follows it
 */
record ArchivedFile(String name, int method, long crc, long compressedSize, long size, long offset, long span) {
    static final int STORED = 0;
    static final int DEFLATED = 8;
}
