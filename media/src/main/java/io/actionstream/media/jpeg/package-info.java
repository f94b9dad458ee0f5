/**
 * A JPEG decoder in plain Java (ITU-T T.81): baseline, extended sequential and progressive images of 8 bits a sample. All
 * memory is arrays of the heap. {@link io.actionstream.media.jpeg.JpegHeader} reads what stands before the first scan,
 * {@link io.actionstream.media.jpeg.JpegDecoder} decodes.
 */
package io.actionstream.media.jpeg;
