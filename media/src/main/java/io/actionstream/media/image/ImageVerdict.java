package io.actionstream.media.image;

/** The verdict of {@link ImageCheck} on an image: its header, or its problem. */
public sealed interface ImageVerdict permits ImageInfo, ImageProblem {}
