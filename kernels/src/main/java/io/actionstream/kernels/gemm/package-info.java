/** Matrix products: of rows of activations with weights that are packed once. */
package io.actionstream.kernels.gemm;
