/** Reads the checkpoints that are announced, and assigns the current one to each clip. */
package io.actionstream.operators.models;
