/**
 * The network and its training as machine code for x86-64 processors with AVX-512 VNNI, written by Java when a checkpoint
 * is loaded. No other code is loaded: what is executed comes from the classes here.
 *
 * <p>From the outside in: {@link io.actionstream.model.avx512.Avx512Network} and
 * {@link io.actionstream.model.avx512.Avx512Training} are what others use. A {@code NetworkPlan} or {@code TrainingPlan}
 * lays out memory and lists calls, in pieces that a {@code Plan} puts in order; {@code StemPlan} and {@code BlockPlan} have
 * those of inference, {@code KeptStem} and {@code KeptBlock} those of training, which keeps what its way back needs. A
 * {@code Call} names a {@code Kernel}, a record whose components are all sizes that the code depends on, and the places of
 * its arguments. {@code MachineCode} has each kernel written once by the {@code Assembler}, and makes the calls of a piece
 * from one list.
 *
 * <p>What makes it fast: convolutions over space and time need a fifth to a half of the products
 * ({@code Filter}, {@code Winograd}, {@code TemporalTiling}), and the 7x7 convolution a good third of them ({@code Phase}), two 16-bit numbers
 * at a time ({@code StemConvolution}), as all do that multiply bfloat16 ({@code Factors}); layer norms take no pass of their
 * own over memory, and passes over a clip take turns ({@code Plan}, {@code Turns}), so that what one hands to the next is
 * still in the caches.
 */
package io.actionstream.model.avx512;
