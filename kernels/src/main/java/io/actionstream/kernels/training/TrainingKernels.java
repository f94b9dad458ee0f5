package io.actionstream.kernels.training;

import io.actionstream.kernels.gemm.OuterProduct;
import io.actionstream.kernels.gemm.PlainOuterProduct;
import io.actionstream.kernels.gemm.PlainTransposedOuterProduct;
import io.actionstream.kernels.gemm.VectorOuterProduct;
import io.actionstream.kernels.gemm.VectorTransposedOuterProduct;
import io.actionstream.kernels.inference.Kernels;
import io.actionstream.kernels.norm.GradientPasses;
import io.actionstream.kernels.norm.PlainGradientPasses;
import io.actionstream.kernels.norm.VectorGradientPasses;
import io.actionstream.kernels.stem.PlainTapProduct;
import io.actionstream.kernels.stem.TapProduct;
import io.actionstream.kernels.stem.VectorTapProduct;

/**
 * All that a step of training computes with.
 *
 * @param forward that of inference
 */
record TrainingKernels(
        Kernels forward, OuterProduct outer, OuterProduct transposedOuter, GradientPasses passes, TapProduct taps) {
    /** In vectors. */
    static TrainingKernels vectors() {
        return new TrainingKernels(
                Kernels.vectors(),
                new VectorOuterProduct(),
                new VectorTransposedOuterProduct(),
                new VectorGradientPasses(),
                new VectorTapProduct());
    }

    /** In plain loops, which the others are tested against. */
    static TrainingKernels plain() {
        return new TrainingKernels(
                Kernels.plain(),
                new PlainOuterProduct(),
                new PlainTransposedOuterProduct(),
                new PlainGradientPasses(),
                new PlainTapProduct());
    }
}
