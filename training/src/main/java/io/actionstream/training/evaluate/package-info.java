/** A checkpoint's figures on a list of videos. */
package io.actionstream.training.evaluate;
