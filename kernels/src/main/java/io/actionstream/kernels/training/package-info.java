/**
 * Steps of training: the forward pass with the batch's own statistics, and the backward pass. A thread works on a clip at a time,
 * in memory of its own; clips meet at the stem's batch norm only.
 */
package io.actionstream.kernels.training;
