/** The stem: from bytes to floats, the convolution of 7x7 pixels, that over time, ReLU and halving. */
package io.actionstream.kernels.stem;
