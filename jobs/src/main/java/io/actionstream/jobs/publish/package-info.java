/** The command {@code publish}, which sends the frames of video files, webcams and network cameras. */
package io.actionstream.jobs.publish;
