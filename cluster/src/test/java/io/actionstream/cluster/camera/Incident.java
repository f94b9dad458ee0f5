package io.actionstream.cluster.camera;

/** What happens to a camera that films. */
enum Incident {
    /** It says that its session has ended, and never comes back. */
    LEAVE,
    /** It never comes back. */
    VANISH,
    /** It says that its session has ended, and begins another. */
    RESTART,
    /** It is silent for so short a time that a clip bridges it. */
    HICCUP,
    /** It is silent for so long that its session has ended when it goes on. */
    STALL,
    /** It is silent for so long that the job forgets it before it goes on. */
    FALL_IDLE,
    /** A frame comes after one that was captured later. */
    REORDER,
    /** Its last few frames come again. */
    REPEAT,
    /** Two clips' time of old frames comes again at once, as if its clock had been set back. */
    REPLAY
}
