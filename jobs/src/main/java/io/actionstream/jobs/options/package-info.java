/** Options of the commands, each declared once, with its default, unit and description. */
package io.actionstream.jobs.options;
