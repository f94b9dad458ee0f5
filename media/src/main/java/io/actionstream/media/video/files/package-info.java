/** Finds video files and their labels, in folders or by a list. */
package io.actionstream.media.video.files;
