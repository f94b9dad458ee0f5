/** The commands that import and export networks, and their options. */
package io.actionstream.training.commands.exchange;
