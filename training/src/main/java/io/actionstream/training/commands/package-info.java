/** The commands of the training jar and their options. */
package io.actionstream.training.commands;
