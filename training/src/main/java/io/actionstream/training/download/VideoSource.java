package io.actionstream.training.download;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** A source of videos. They can be fetched by any number of threads until it is closed. */
interface VideoSource extends Closeable {

    /** Its UCF101 videos; everything else in it is left out. */
    List<SourceVideo> videos() throws IOException;
}
