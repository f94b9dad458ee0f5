/** From an image's bytes to a sample: check, decode, scale; and encoding. */
package io.actionstream.media.frame;
