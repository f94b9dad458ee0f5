/** What a program may write to a terminal or a log, and which names it can read from its command line. */
package io.actionstream.model.console;
