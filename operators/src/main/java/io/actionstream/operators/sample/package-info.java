/** Keeps one frame of each sampling slot of a camera. */
package io.actionstream.operators.sample;
