package io.actionstream.page.state;

import java.util.List;

/**
 * A clip that is offered for judgement.
 *
 * @param margin by how much the best action is more probable than the second
 * @param picture when the picture that goes with it was captured; null when there is none
 */
public record Uncertain(String camera, long start, long end, List<Score> top, float margin, Long picture) {}
