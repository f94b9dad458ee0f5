/**
 * Convolutions by few multiplications (Winograd, "Arithmetic Complexity of Computations", 1980; Lavin and Gray, "Fast
 * Algorithms for Convolutional Neural Networks", 2016): the transforms, and convolutions over space and over time that are
 * made of them.
 */
package io.actionstream.kernels.winograd;
