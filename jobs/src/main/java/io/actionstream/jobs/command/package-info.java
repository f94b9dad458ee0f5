/** What ends a command: a refusal with a message, and Ctrl-C. */
package io.actionstream.jobs.command;
