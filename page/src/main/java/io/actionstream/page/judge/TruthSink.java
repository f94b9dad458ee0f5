package io.actionstream.page.judge;

import io.actionstream.page.state.Truth;

/** Takes judgements that are not undone. */
@FunctionalInterface
public interface TruthSink {

    /** Hands a judgement on, without waiting. */
    void write(String camera, Truth truth);
}
