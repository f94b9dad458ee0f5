/** Scaling and colours of pictures: what is done to rows of pixels. */
package io.actionstream.kernels.pixels;
