/** The passes after a convolution: layer norm, ReLU, halving and the sum over all pixels, in one pass each. */
package io.actionstream.kernels.norm;
