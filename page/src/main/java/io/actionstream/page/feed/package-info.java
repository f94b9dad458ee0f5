/** The topics, read within bounds so that the page never slows the job or the broker; and judgements, written to theirs. */
package io.actionstream.page.feed;
