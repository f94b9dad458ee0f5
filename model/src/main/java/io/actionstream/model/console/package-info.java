/** Text that a program may write to a terminal or a log, and names that it can read from its command line. */
package io.actionstream.model.console;
