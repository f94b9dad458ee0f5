package io.actionstream.media.image;

/** What {@link ImageCheck} says of an image: what it is, or what is wrong with it. */
public sealed interface ImageVerdict permits ImageInfo, ImageProblem {}
