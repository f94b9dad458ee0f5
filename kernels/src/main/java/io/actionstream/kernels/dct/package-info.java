/** The inverse discrete cosine transform of JPEG's blocks, of many blocks at the same time. */
package io.actionstream.kernels.dct;
