/** The command {@code page}, which serves the live page. */
package io.actionstream.jobs.page;
