/** The (2+1)D residual network in DJL's PyTorch engine, for inference and for training. */
package io.actionstream.model.network;
