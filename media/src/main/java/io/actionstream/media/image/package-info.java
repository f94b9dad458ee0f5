/** Pixels, sizes, limits and problems of images, whatever their format. */
package io.actionstream.media.image;
