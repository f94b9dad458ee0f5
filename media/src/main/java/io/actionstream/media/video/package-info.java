/** Video files and cameras, read and written by FFmpeg. No class of the job uses this package. */
package io.actionstream.media.video;
