/**
 * The forward pass of the network: its shape and weights, the memory of a clip and of a thread, and the tasks that threads share.
 */
package io.actionstream.kernels.inference;
