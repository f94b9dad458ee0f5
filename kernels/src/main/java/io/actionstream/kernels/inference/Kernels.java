package io.actionstream.kernels.inference;

import io.actionstream.kernels.gemm.MatrixProduct;
import io.actionstream.kernels.gemm.PixelProduct;
import io.actionstream.kernels.gemm.PlainMatrixProduct;
import io.actionstream.kernels.gemm.PlainPixelProduct;
import io.actionstream.kernels.gemm.PlainTransposedProduct;
import io.actionstream.kernels.gemm.VectorMatrixProduct;
import io.actionstream.kernels.gemm.VectorPixelProduct;
import io.actionstream.kernels.gemm.VectorTransposedProduct;
import io.actionstream.kernels.norm.PixelPasses;
import io.actionstream.kernels.norm.PlainPixelPasses;
import io.actionstream.kernels.norm.VectorPixelPasses;
import io.actionstream.kernels.stem.PixelFloats;
import io.actionstream.kernels.stem.PlainPixelFloats;
import io.actionstream.kernels.stem.VectorPixelFloats;
import io.actionstream.kernels.vector.Lanes;
import io.actionstream.kernels.winograd.MinimalFilter;
import io.actionstream.kernels.winograd.PlainTransform;
import io.actionstream.kernels.winograd.Transform;
import io.actionstream.kernels.winograd.VectorF43;
import io.actionstream.kernels.winograd.VectorF63;
import io.actionstream.kernels.winograd.VectorF67;
import io.actionstream.kernels.winograd.VectorF73;

/** All that the network computes with. */
public record Kernels(
        MatrixProduct gemm,
        MatrixProduct transposedProduct,
        PixelProduct pixelProduct,
        Transform f43,
        Transform f63,
        Transform f73,
        Transform f67,
        PixelPasses passes,
        PixelFloats pixelFloats) {
    /** In vectors. */
    public static Kernels vectors() {
        return new Kernels(
                new VectorMatrixProduct(),
                new VectorTransposedProduct(),
                new VectorPixelProduct(),
                new VectorF43(),
                new VectorF63(),
                new VectorF73(),
                new VectorF67(),
                new VectorPixelPasses(),
                new VectorPixelFloats());
    }

    /** In plain loops, which the others are tested against. */
    public static Kernels plain() {
        return new Kernels(
                new PlainMatrixProduct(),
                new PlainTransposedProduct(),
                new PlainPixelProduct(Lanes.COUNT),
                new PlainTransform(MinimalFilter.F43, Lanes.COUNT),
                new PlainTransform(MinimalFilter.F63, Lanes.COUNT),
                new PlainTransform(MinimalFilter.F73, Lanes.COUNT),
                new PlainTransform(MinimalFilter.F67, Lanes.COUNT),
                new PlainPixelPasses(),
                new PlainPixelFloats());
    }
}
