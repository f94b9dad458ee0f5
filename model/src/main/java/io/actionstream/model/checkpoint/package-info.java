/** Checkpoints: a directory of weights in safetensors and a configuration in JSON. */
package io.actionstream.model.checkpoint;
