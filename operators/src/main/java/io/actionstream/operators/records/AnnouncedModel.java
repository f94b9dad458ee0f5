package io.actionstream.operators.records;

import io.actionstream.model.classify.ModelRelease;

/**
 * A model that takes the place of the one before, in the order of the announcements.
 *
 * @param release the model
 * @param origin where it was announced
 */
public record AnnouncedModel(ModelRelease release, Origin origin) {}
