package io.actionstream.page.state;

import java.util.List;

/**
 * The rolling accuracy of a camera or of all, over time and by class.
 *
 * @param scope a camera's name, or {@code *}
 * @param history of the last hour: pairs of a time in milliseconds and an accuracy
 * @param models those that were in use, newest first
 * @param classes empty when unknown
 * @param confusion empty when unknown
 */
public record AccuracyView(
        String scope,
        List<List<Number>> history,
        List<ModelChange> models,
        List<Figures.ClassFigures> classes,
        Figures.Confusion confusion) {}
