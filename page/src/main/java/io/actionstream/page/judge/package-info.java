/** Judgements of viewers: held for a while, so that they can be undone, then told to the job. */
package io.actionstream.page.judge;
