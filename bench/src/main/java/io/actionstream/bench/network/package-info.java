/** The forward pass and the training step beside PyTorch's. */
package io.actionstream.bench.network;
