package io.actionstream.media.jpeg;

/**
 * A component of a frame (ITU-T T.81, B.2.2).
 *
 * @param id its identifier, which scans name it by
 * @param horizontal blocks across in a minimum coded unit
 * @param vertical blocks down in a minimum coded unit
 * @param quantisation number of its quantisation table
 */
record Component(int id, int horizontal, int vertical, int quantisation) {}
