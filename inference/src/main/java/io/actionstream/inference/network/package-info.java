/** From clips to probabilities: one forward pass for each architecture of a checkpoint, and the one place that chooses. */
package io.actionstream.inference.network;
